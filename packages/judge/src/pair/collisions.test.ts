import { readDicom, textElement, writeDicom, setElement, type WDataset } from '@deidbench/dicom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setText, UID } from '../testing/case.ts';
import { copies } from '../testing/change.ts';
import { makeCase, type Case } from '../testing/unit-case.ts';
import { judgeUnit } from '../unit/judge-unit.ts';

let unit: Case;
beforeAll(() => (unit = makeCase()));
afterAll(() => unit.remove());

const ROOTS = [
  ['1.3.51.0.7.1490012', '2.25.338.77001'],
  ['1.3.51.0.7.2290443', '2.25.338.88002'],
] as const;
const uids = new Map(ROOTS.flatMap(([old, now]) => [1, 2, 3].map((n) => [UID.sop(old, n), UID.sop(now, n)] as const)));
const judged = (files: Map<string, WDataset | Uint8Array>) => judgeUnit(unit.deliver(files, { crosswalk: { uids, patients: new Map() } }));
const [FIRST, SECOND] = ['000001/000001.dcm', '000001/000002.dcm'];

describe('files of a release under one SOP Instance UID', () => {
  it('collide where they are different instances', () => {
    const taken = UID.sop('2.25.338.77001', 1);
    const { findings, collidingUids } = judged(copies(unit.clean, (d) => setText(d, 0x00080018, 'UI', taken), SECOND));
    expect(collidingUids).toBe(1);
    expect(findings.filter(({ rule }) => rule === 'uids')).toMatchObject([
      { tagPath: '<(0008,0018)>', at: [0], actual: taken, explanation: '2 different files of the output share one SOP Instance UID' },
    ]);
  });

  it('are one instance where one is a copy of the other', () => {
    const { findings, collidingUids } = judged(new Map([...unit.clean, ['copy.dcm', unit.clean.get(FIRST)!]]));
    expect(findings.filter(({ rule }) => rule === 'uids')).toEqual([]);
    expect(collidingUids).toBe(0);
  });

  it('are one instance where the file meta alone differs', () => {
    const bytes = writeDicom(unit.clean.get(FIRST)!);
    const other = Buffer.from(bytes);
    other.write('ANOTHER PREAMBLE', 0);
    expect(readDicom(other).dataset.elements.length).toBeGreaterThan(0);
    expect(judged(new Map<string, WDataset | Uint8Array>([...unit.clean, ['copy.dcm', other]])).collidingUids).toBe(0);
  });

  it('are not told of twice where the crosswalk gives one UID to two originals', () => {
    const shared = UID.sop('2.25.338.77001', 1);
    const merging = new Map([...uids, [UID.sop('1.3.51.0.7.1490012', 2), shared]]);
    const files = copies(unit.clean, (d) => setElement(d, textElement(0x00080018, 'UI', shared)), SECOND);
    const { findings, collidingUids } = judgeUnit(unit.deliver(files, { crosswalk: { uids: merging, patients: new Map() } }));
    expect(collidingUids).toBe(1);
    expect(findings.filter(({ rule, tagPath }) => rule === 'uids' && tagPath === '<(0008,0018)>')).toHaveLength(1);
  });
});
