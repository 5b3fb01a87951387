import { bytesElement, setElement, type WDataset } from '@deidbench/dicom';
import type { IdentifierKind, Place, Planted } from '@deidbench/core/model';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setText, UID } from '../testing/case.ts';
import { makeCase, type Case } from '../testing/unit-case.ts';
import { judgeUnit } from '../unit/judge-unit.ts';

let unit: Case;
beforeAll(() => (unit = makeCase()));
afterAll(() => unit.remove());

interface Hidden {
  kind: IdentifierKind;
  text: string;
  at: string;
  carrier: Planted['carrier'];
  place: Place;
}

/** Leaks of the first file of the clean twin after a change, where the planting was made in its original. */
function leaks(planting: Hidden, change: (dataset: WDataset) => WDataset): string[] {
  const [[name, clean]] = [...unit.clean] as [[string, WDataset]];
  const sop = UID.sop('1.3.51.0.7.1490012', 1);
  const identifiers = { byPatient: new Map(), hidden: new Map([[sop, [{ ...planting, sop }]]]) };
  const files = new Map(unit.clean).set(name, change({ ...clean, elements: [...clean.elements], meta: [...clean.meta!] }));
  return judgeUnit(unit.deliver(files, { identifiers })).leaks.map(({ kind, place, severity }) => `${kind} ${place} ${severity}`);
}

const INITIALS: Hidden = { kind: 'initials', text: 'DP', at: '<(0010,4000)>', carrier: 'element', place: 'plain' };
const COMMON: Hidden = { kind: 'name', text: 'Fisher', at: 'trailing', carrier: 'trailing', place: 'hidden' };
const comment = (d: WDataset, text: string): WDataset => (setText(d, 0x00104000, 'LT', text), d);

it.each<[string, Hidden, (dataset: WDataset) => WDataset, string[]]>([
  ['initials where they were planted', INITIALS, (d) => comment(d, 'seen by DP'), ['initials (0010,4000) low']],
  ['no initials inside a word', INITIALS, (d) => comment(d, 'WDPX edp dp'), []],
  ['no initials anywhere else', INITIALS, (d) => (setText(d, 0x00204000, 'LT', 'DP'), d), []],
  ['an ordinary family name behind the data set', COMMON, (d) => ({ ...d, trailing: Buffer.from('Fisher') }), ['name trailing high']],
  [
    'an ordinary family name in the trailing padding',
    COMMON,
    (d) => (setElement(d, bytesElement(0xfffcfffc, 'OB', Buffer.from(' Fisher '))), d),
    ['name trailing high'],
  ],
  ['nothing where it was removed', COMMON, (d) => d, []],
])('finds %s', (_, planting, change, expected) => {
  expect(leaks(planting, change)).toEqual(expected);
});
