import { expect, it } from 'vitest';
import { leftOut } from './left-out.ts';

const NO_DICOM = 'no DICM prefix at byte 128: not a DICOM file, or one without preamble';
const skipped = (...problems: string[]) => problems.map((problem, n) => ({ path: `file ${n}`, problem }));

it('files that are left out for one reason are told together', () => {
  expect(leftOut(skipped(NO_DICOM, 'it is cut short at byte 7', NO_DICOM), false)).toEqual([
    `2 input files were left out, each because ${NO_DICOM}`,
    'an input file was left out: it is cut short at byte 7',
  ]);
});

it('of thousands of doubled files the report names the number', () => {
  const doubles = Array.from({ length: 3000 }, (_, n) => `it has the SOP Instance UID of a/${n}.dcm`);
  expect(leftOut(skipped(...doubles), false)).toEqual([
    '3000 input files were left out, each because it has the SOP Instance UID of another',
  ]);
});

it('of real data no path is told', () => {
  expect(leftOut(skipped('it has the SOP Instance UID of Meyer/1.dcm'), true)).toEqual([
    'an input file was left out: it has the SOP Instance UID of another',
  ]);
});
