import type { WDataset } from '@deidbench/dicom';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { identifier, ownedBy, type Identifier } from '../identifiers/identifier.ts';
import { setText } from '../testing/case.ts';
import { makeCase, ORIGINALS, type Case } from '../testing/unit-case.ts';
import { judgeUnit } from '../unit/judge-unit.ts';

const { id, birth } = ORIGINALS[0]!;
const ADDRESS = '7641 Langosh Street Edithville Utah 53557';
let unit: Case;
beforeAll(() => (unit = makeCase()));
afterAll(() => unit.remove());

/** Leaks of a file that tells a birth date and an address, where the original has the address in an element. */
function leaks(element: string, left = ADDRESS): string[] {
  const [[name, clean]] = [...unit.clean] as [[string, WDataset]];
  const dataset = { ...clean, elements: [...clean.elements] };
  setText(dataset, 0x00104000, 'LT', `${left}, born ${birth}`);
  const known = [ownedBy(identifier(id, 'address', ADDRESS, true), element), identifier(id, 'birth-date', birth, true)] as Identifier[];
  const identifiers = { byPatient: new Map([[id, known]]), hidden: new Map() };
  const { leaks: found } = judgeUnit(unit.deliver(new Map(unit.clean).set(name, dataset), { identifiers }));
  return found.map(({ kind, place, severity }) => `${kind} ${place} ${severity}`).toSorted();
}

const PARTS = ['address (0010,4000) high', 'birth-date (0010,4000) high'];

it("is one more leak with the patient's address", () => {
  expect(leaks('<(0010,1040)>')).toEqual([...PARTS, 'birth-date combination high']);
});

it.each(['<(0008,0081)>', '<(0008,0092)>', '<(0040,1101)>[<0000>]<(0040,1102)>'])("is none with another's address, from %s", (element) => {
  expect(leaks(element)).toEqual(PARTS);
});

it('takes the town of an address for whose the address is', () => {
  const [date, town] = ['birth-date (0010,4000) high', 'geo (0010,4000) medium'];
  expect(leaks('<(0008,0081)>', 'Edithville Utah 53557')).toEqual([date, town]);
  expect(leaks('<(0010,1040)>', 'Edithville Utah 53557')).toEqual([date, 'birth-date combination high', town]);
});
