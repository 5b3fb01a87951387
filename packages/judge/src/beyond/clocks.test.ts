import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { numberElement, setElement, textElement, writeDicom, type WDataset } from '@deidbench/dicom';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { copies } from '../testing/change.ts';
import { makeCase, type Case } from '../testing/unit-case.ts';
import { judgeUnit } from '../unit/judge-unit.ts';

const FIRST = '000001/000001.dcm';
const OLD = Date.UTC(2014, 2, 21, 10, 15, 30) / 1000;
const NEW = Date.UTC(2011, 9, 15, 10, 15, 30) / 1000;
const DAY = 86_400;

/** The original's private clock tells the date of the study. */
let unit: Case;
beforeAll(() => {
  unit = makeCase();
  const original = unit.originals.get(FIRST)!;
  setClock(original, OLD);
  writeFileSync(join(unit.input.inputRoot!, FIRST), writeDicom(original));
});
afterAll(() => unit.remove());

function setClock(dataset: WDataset, seconds: number): void {
  setElement(dataset, textElement(0x00090010, 'LO', 'GEMS_IDEN_01'));
  setElement(dataset, numberElement(0x00091027, 'SL', seconds));
}

const findings = (seconds: number): string[] =>
  judgeUnit(unit.deliver(copies(unit.clean, (d) => setClock(d, seconds), FIRST))).findings.map(
    ({ rule, kind, severity, label, explanation }) => `${rule} ${kind ?? '-'} ${severity} ${label}: ${explanation}`,
  );

it.each([
  ['as it was', OLD],
  ['with another time of the day', OLD - 3600],
])('a clock that is left on its day, %s, is a leak', (_, seconds) => {
  expect(findings(seconds)).toEqual([
    'clocks event-date medium leak: a private number of seconds since 1970 falls on a date of the original',
  ]);
});

it('a clock moves by as many days as the dates of the patient', () => {
  expect(findings(NEW)).toEqual([]);
  expect(findings(NEW - 10 * DAY)).toEqual([
    'dates - medium bug: the date moved by another number of days than the other dates of the patient',
  ]);
  expect(findings(NEW + 60)).toEqual(['dates - medium bug: the time of day changed with the date: the shift is not of whole days']);
});

it.each([0, 1, 99_999])('a clock that became %d is removed', (seconds) => {
  expect(findings(seconds)).toEqual([]);
});

it('a clock that was moved may fall on another day of the patient', () => {
  const other = unit.input.identifiers.byPatient.get('483920175')!;
  const day = { ...other.find(({ kind }) => kind === 'event-date')!, text: '20111015', norm: '20111015' };
  const identifiers = { ...unit.input.identifiers, byPatient: new Map([['483920175', [...other, day]]]) };
  const clean = copies(unit.clean, (d) => setClock(d, NEW), FIRST);
  expect(judgeUnit(unit.deliver(clean, { identifiers })).findings.filter(({ rule }) => rule === 'clocks')).toEqual([]);
});
