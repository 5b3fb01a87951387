import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesElement, sequence, textElement, writeDicom, type WDataset, type WElement } from '@deidbench/dicom';
import { afterAll, describe, expect, it } from 'vitest';
import { diffFiles } from './read-pair.ts';

const dir = mkdtempSync(join(tmpdir(), 'deidbench-diff-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function file(name: string, elements: WElement[], transferSyntax = '1.2.840.10008.1.2.1'): string {
  const path = join(dir, name);
  const dataset: WDataset = { meta: [], elements, transferSyntax };
  writeFileSync(path, writeDicom(dataset));
  return path;
}

const SOP = textElement(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.7');
const NAME = textElement(0x00100010, 'PN', 'Meyer^Stephanie');
const diff = (input: WElement[], output: WElement[], findings: [string, 'high'][] = [], most = 100, showValues = true) =>
  diffFiles({ input: file('in.dcm', [SOP, ...input]), output: file('out.dcm', [SOP, ...output]) }, new Map(findings), most, showValues);

describe('the headers of an input and its output', () => {
  it('differ element by element: changed, removed, added', () => {
    const { rows, counts } = diff(
      [NAME, textElement(0x00101040, 'LO', 'Elm Street 5')],
      [textElement(0x00100010, 'PN', 'X'), textElement(0x00120062, 'CS', 'YES')],
    );
    expect(rows.map(({ path, state, input, output }) => [path, state, input, output])).toEqual([
      ['<(0010,0010)>', 'changed', 'Meyer^Stephanie', 'X'],
      ['<(0010,1040)>', 'removed', 'Elm Street 5', undefined],
      ['<(0012,0062)>', 'added', undefined, 'YES'],
    ]);
    expect(counts).toMatchObject({ changed: 1, removed: 1, added: 1 });
  });

  it('mask values unless they are asked for', () => {
    expect(diff([NAME], [], [], 100, false).rows[0]?.input).toBe('M████^S████████');
  });

  it('hold what a finding speaks of though nothing changed there', () => {
    expect(diff([NAME], [NAME]).rows).toEqual([]);
    expect(diff([NAME], [NAME], [['<(0010,0010)>', 'high']]).rows).toMatchObject([{ state: 'same', finding: 'high' }]);
  });

  it('count what lies inside a removed sequence with it, and compare items that both have', () => {
    const items = (name: string) => sequence(0x00081140, [[textElement(0x00100010, 'PN', name)]]);
    expect(diff([items('A')], []).rows).toMatchObject([{ path: '<(0008,1140)>', state: 'removed', input: '1 item' }]);
    expect(diff([items('A')], [items('B')]).rows).toMatchObject([{ path: '<(0008,1140)>[<0000>]<(0010,0010)>', state: 'changed' }]);
  });

  it('tell bytes of one length apart without showing them', () => {
    const pixels = (fill: number) => bytesElement(0x7fe00010, 'OB', new Uint8Array(64).fill(fill));
    expect(diff([pixels(1)], [pixels(1)]).rows).toEqual([]);
    expect(diff([pixels(1)], [pixels(2)]).rows).toMatchObject([{ input: '64 bytes', output: '64 bytes, others' }]);
  });

  it('are the same in another transfer syntax', () => {
    const input = file('explicit.dcm', [SOP, NAME]);
    const output = file('implicit.dcm', [SOP, NAME], '1.2.840.10008.1.2');
    const { rows } = diffFiles({ input, output }, new Map(), 100, true);
    expect(rows.map((row) => row.path).filter((path) => !path.startsWith('<(0002'))).toEqual([]);
  });

  it('are cut to a number of rows; the counts tell how many more there are', () => {
    const many = Array.from({ length: 30 }, (_, i) => textElement(0x00091000 + i, 'LO', 'x'));
    const { rows, counts } = diff(many, [], [], 5);
    expect([rows.length, counts.removed]).toEqual([5, 30]);
  });
});
