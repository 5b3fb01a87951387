import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDicom } from '@deidbench/dicom';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setText } from '../testing/case.ts';
import { copies } from '../testing/change.ts';
import { makeCase, type Case } from '../testing/unit-case.ts';
import { judgeUnit } from '../unit/judge-unit.ts';

const FIRST = '000001/000001.dcm';
const ACQUIRED = 0x0008002a;

let unit: Case;
beforeAll(() => {
  unit = makeCase();
  const original = unit.originals.get(FIRST)!;
  setText(original, ACQUIRED, 'DT', '20140321101530.5+0100');
  writeFileSync(join(unit.input.inputRoot!, FIRST), writeDicom(original));
});
afterAll(() => unit.remove());

const faults = (text: string): string[] =>
  judgeUnit(unit.deliver(copies(unit.clean, (d) => setText(d, ACQUIRED, 'DT', text), FIRST)))
    .findings.filter(({ rule }) => rule === 'dates')
    .map(({ explanation }) => explanation);

it.each(['20111015101530.5+0100', '201110151015', '20111015'])('a moved date whose time is kept or cut off, %s, is no fault', (text) => {
  expect(faults(text)).toEqual([]);
});

it.each(['20111015101630', '20111015000000'])('one with another time, %s, is', (text) => {
  expect(faults(text)).toEqual(['the time of day changed with the date: the shift is not of whole days']);
});
