import type { WDataset } from '@deidbench/dicom';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setText } from '../testing/case.ts';
import { makeCase, ORIGINALS, type Case } from '../testing/unit-case.ts';
import { judgeUnit } from '../unit/judge-unit.ts';

/** A patient whose family name is an ordinary word. */
const COLE = { ...ORIGINALS[0]!, name: 'Cole^Winona' };
let unit: Case;
beforeAll(() => (unit = makeCase([COLE, ORIGINALS[1]!])));
afterAll(() => unit.remove());

/** Leaks of the first file of the clean twin after one of its texts was changed, with and without the key. */
function leaks(tag: number, vr: string, text: string, withKey: boolean): { told: string[]; failed: number } {
  const [[name, clean]] = [...unit.clean] as [[string, WDataset]];
  const dataset = { ...clean, elements: [...clean.elements] };
  setText(dataset, tag, vr, text);
  const { key, ...input } = unit.deliver(new Map(unit.clean).set(name, dataset));
  const { leaks: found, cells } = judgeUnit(withKey ? { ...input, key: key! } : input);
  const removed = cells.filter(({ action }) => action === 'text_removed');
  return {
    told: found.map(({ kind, place, severity }) => `${kind} ${place} ${severity}`),
    failed: removed.reduce((sum, { failed }) => sum + failed, 0),
  };
}

const [NAME, PHYSICIAN, ID] = [0x00100010, 0x00080090, 0x00100020];

it.each<[string, number, string, string, string[]]>([
  ['an ordinary family name', NAME, 'PN', 'Cole', ['name (0010,0010) high']],
  ['an ordinary family name with a letter', NAME, 'PN', 'COLE^X', ['name (0010,0010) high']],
  ['an ordinary family name with an initial', NAME, 'PN', 'COLE, W', ['name (0010,0010) high']],
  ['the given name alone', NAME, 'PN', 'Winona', ['name-part (0010,0010) medium']],
  ['the given name behind a placeholder', NAME, 'PN', 'ANON^Winona', ['name-part (0010,0010) medium']],
  ["a physician's family name", PHYSICIAN, 'PN', 'Quigley', ['staff (0008,0090) medium']],
  ["a physician's family name with a title", PHYSICIAN, 'PN', 'Dr. QUIGLEY', ['staff (0008,0090) medium']],
  ['no initial', NAME, 'PN', 'C^W', []],
  ['no longer word', NAME, 'PN', 'Coleman^Win', []],
  ['no placeholder', NAME, 'PN', 'ANONYMOUS^PATIENT', []],
  ["no physician's given name", PHYSICIAN, 'PN', 'Dr. Bartholomew', []],
])('finds %s in its own element, which the official test passes', (_, tag, vr, text, expected) => {
  expect(leaks(tag, vr, text, true)).toEqual({ told: expected, failed: 0 });
  expect(leaks(tag, vr, text, false).told).toEqual(expected);
});

it.each([
  ['one more digit', '4839201757', ['direct-number (0010,0020) high']],
  ['a digit before', '9483920175', ['direct-number (0010,0020) high']],
  ['its last digits', '0175', []],
  ['another number', '483920176', []],
])('looks for a number in its own element: %s', (_, text, expected) => {
  const { told, failed } = leaks(ID, 'LO', text, true);
  expect({ told, failed }).toEqual({ told: expected, failed: 0 });
});
