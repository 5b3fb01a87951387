import type { WDataset } from '@deidbench/dicom';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setText } from '../testing/case.ts';
import { makeCase, type Case } from '../testing/unit-case.ts';
import { isGenericRest } from './generic-rest.ts';
import { judgeUnit } from './judge-unit.ts';

let unit: Case;
beforeAll(() => (unit = makeCase()));
afterAll(() => unit.remove());

const ADDRESS = '4239 Koelpin Street Chaseburgh NewHampshire 51437';

it.each([
  ['address', ADDRESS, '1 Main Street', true],
  ['address', ADDRESS, 'NewHampshire', true],
  ['address', '12 Elm St, Springfield, MA', '4 Oak St, Boston, MA', true],
  ['address', ADDRESS, '1 Koelpin Road', false],
  ['address', ADDRESS, '51437', false],
  ['address', ADDRESS, 'Chaseburgh NewHampshire', false],
  ['address', ADDRESS, '4239', false],
  ['geo', 'Lower Chaseburgh, Tennessee', 'Tennessee', true],
  ['geo', 'Tennessee', 'Tennessee', false],
  ['site', 'Jones District Hospital', 'Hospital A', true],
  ['site', 'Jones District Hospital', 'DISTRICT HOSPITAL', true],
  ['site', 'Jones District Hospital', 'Jones', false],
  ['site', 'Paediatrics Gorczany', 'Paediatrics', true],
  ['site', 'Emergency Department', 'Emergency Department', false],
  ['staff', 'Dr. Kohler', 'Dr. X', true],
  ['staff', 'Dr. Kohler', 'Kohler', false],
  ['name', 'Jan van Meulen', 'van Berg', true],
  ['name', 'Kim Van', 'Van', false],
  ['name', 'Cole Winona', 'Cole', false],
  ['direct-number', 'Street 5', 'Street', false],
] as const)('%s %s: of it %s tells nobody: %s', (kind, text, value, expected) => {
  expect(isGenericRest(kind, text, value)).toBe(expected);
});

it('fails the row of a site of which only its kind is left, and counts no leak', () => {
  const [[name, clean]] = [...unit.clean] as [[string, WDataset]];
  const dataset = { ...clean, elements: [...clean.elements] };
  setText(dataset, 0x00080080, 'LO', 'Infirmary 1');
  const { leaks, findings, cells } = judgeUnit(unit.deliver(new Map(unit.clean).set(name, dataset)));
  expect(leaks).toEqual([]);
  expect(findings.map(({ rule, action, label, leak }) => ({ rule, action, label, leak }))).toEqual([
    { rule: 'key', action: 'text_removed', label: 'bug', leak: false },
  ]);
  expect(cells.reduce((sum, { failed }) => sum + failed, 0)).toBe(1);
});
