import { numberElement, setElement, type WDataset } from '@deidbench/dicom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCase, type Case } from '../testing/unit-case.ts';
import { judgeUnit } from './judge-unit.ts';
import { settle } from './settle.ts';
import type { Judged } from './types.ts';

const NAME = '000001/000002.dcm';
const SIDE = 16;

let unit: Case;
beforeAll(() => (unit = makeCase()));
afterAll(() => unit.remove());

/** Judges an output in whose mark every sample was changed so. */
function judged(change: (value: number, index: number) => number): Judged {
  const files = new Map(unit.clean);
  const dataset: WDataset = { ...files.get(NAME)!, elements: [...files.get(NAME)!.elements] };
  const bytes = dataset.elements.find(({ tag }) => tag === 0x7fe00010)!.value as Uint8Array;
  const words = Array.from({ length: bytes.length / 2 }, (_, i) => bytes[2 * i]! | (bytes[2 * i + 1]! << 8));
  const inMark = (i: number) => i % SIDE >= 8 && i >= SIDE * 12;
  setElement(
    dataset,
    numberElement(
      0x7fe00010,
      'OW',
      words.map((value, i) => (inMark(i) ? change(value, i) : i === 0 ? value + 1 : value)),
    ),
  );
  files.set(NAME, dataset);
  const { sop } = unit.input.instances.find(({ path }) => path === NAME)!;
  const stays = new Map([[sop, [{ text: 'L MLO', box: [8, 12, 16, 16] as const }]]]);
  return judgeUnit(unit.deliver(files, { identifiers: { ...unit.input.identifiers, stays } }));
}
const lost = ({ findings }: Judged) => findings.filter(({ expected }) => expected === 'L MLO').map(({ label, leak }) => [label, leak]);

describe('a side and view in an image', () => {
  it('are no finding where they stayed', () => {
    const same = judged((value) => value);
    expect([same.waiting, lost(same)]).toEqual([[], []]);
  });

  it('are a loss where they were blanked', () => {
    expect(lost(judged(() => 0))).toEqual([['bug', false]]);
  });

  it('are read where they changed: a loss unless they are still there', () => {
    const changed = judged((value, i) => value + (i % 3));
    const read = (text: string) =>
      lost(
        settle(
          changed,
          changed.pending.map(() => ({ text, confidence: 0.9 })),
        ),
      );
    expect(changed.waiting.map(({ stays }) => stays)).toEqual([true]);
    expect([read('LMLO'), read('L ML'), read('')]).toEqual([[], [['bug', false]], [['bug', false]]]);
    expect(lost(settle(changed, []))).toEqual([]);
  });
});
