import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { textElement, writeDicom, type WDataset } from '@deidbench/dicom';
import { identifierSet, judgeUnit, settle, type Judged } from '@deidbench/judge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { burnedInstance, burnedName, burnedPixels, HEIGHT, imageOf, ROOT, WIDTH } from '../testing/burned-image.ts';

const FRAMES = 20;
const NAME = 'MORENO AMY';
const planted = burnedName(NAME);

/** A clip whose frames hold each its own noise in the box but for those that show the text, dimmed. */
function clip(shown: readonly number[], root: string): WDataset {
  const text = burnedPixels(NAME);
  const pixels = new Uint8Array(FRAMES * WIDTH * HEIGHT);
  for (let frame = 0; frame < FRAMES; frame += 1) {
    const at = frame * WIDTH * HEIGHT;
    text.forEach((value, i) => (pixels[at + i] = shown.includes(frame) ? value - (root === ROOT ? 0 : 1) : (i * (frame + 3)) % 97));
  }
  const dataset = imageOf(pixels, root);
  return { ...dataset, elements: [...dataset.elements, textElement(0x00280008, 'IS', String(FRAMES))].toSorted((a, b) => a.tag - b.tag) };
}

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'deidbench-clips-'));
  for (const name of ['in', 'out']) mkdirSync(join(folder, name));
  const every = Array.from({ length: FRAMES }, (_, i) => i);
  writeFileSync(join(folder, 'in/1.dcm'), writeDicom(clip(every, ROOT)));
  writeFileSync(join(folder, 'out/1.dcm'), writeDicom(clip([12], '2.25.9')));
});
afterAll(() => rmSync(folder, { recursive: true }));

const judge = (allFrames: boolean): Judged =>
  judgeUnit({
    instances: [burnedInstance],
    inputRoot: join(folder, 'in'),
    output: [{ path: '1.dcm', bytes: 1 }],
    outputRoot: join(folder, 'out'),
    stagedNames: ['1.dcm'],
    naming: 'same-path',
    identifiers: identifierSet([burnedInstance], [planted]),
    policy: 'tcia',
    allFrames,
  });

describe('a clip that still shows a name in some frame', () => {
  it('is read in frames spread over it, which is said, or in all of them', () => {
    const [some, all] = [judge(false), judge(true)];
    const read = ({ waiting }: Judged) => waiting.filter(({ sharpened }) => sharpened !== true).length;
    expect([read(some), read(all)]).toEqual([8, FRAMES]);
    expect(some.notes.filter((note) => note.includes('--all-frames'))).toHaveLength(2);
    expect(all.notes.filter((note) => note.includes('--all-frames'))).toEqual([]);
  });

  it('leaks when any frame that was read tells the name', () => {
    const all = judge(true);
    const settled = settle(
      all,
      all.pending.map((_, i) => ({ text: i === 12 ? NAME : '', confidence: 0.9 })),
    );
    expect(settled.leaks.map(({ kind, place }) => [kind, place])).toEqual([['name', 'pixels']]);
  });
});
