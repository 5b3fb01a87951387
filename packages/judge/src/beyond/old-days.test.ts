import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setElement, textElement, writeDicom, type WDataset } from '@deidbench/dicom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setText } from '../testing/case.ts';
import { copies } from '../testing/change.ts';
import { makeCase, type Case } from '../testing/unit-case.ts';
import { judgeUnit } from '../unit/judge-unit.ts';

const FIRST = '000001/000001.dcm';
const DATES_TOO = [0x00080023, 'DA', '20150612\\20140321'] as const;

/** Originals of which the first holds a date and time, a private one, and two dates in one element. */
let unit: Case;
beforeAll(() => {
  unit = makeCase();
  const original = unit.originals.get(FIRST)!;
  withTimes(original, '20140321101530', '20150612\\20140321');
  writeFileSync(join(unit.input.inputRoot!, FIRST), writeDicom(original));
});
afterAll(() => unit.remove());

function withTimes(dataset: WDataset, time: string, two: string): void {
  setText(dataset, DATES_TOO[0], 'DA', two);
  setText(dataset, 0x0008002a, 'DT', time);
  setElement(dataset, textElement(0x00190010, 'LO', 'GEMS_ACQU_01'));
  setElement(dataset, textElement(0x0019109d, 'DT', time));
}

function findings(change: (dataset: WDataset) => void): string[] {
  const clean = copies(unit.clean, (d) => (withTimes(d, '20111015101530', '20130105\\20111015'), change(d)), FIRST);
  return judgeUnit(unit.deliver(clean)).findings.map(
    ({ rule, kind, severity, tagPath }) => `${rule} ${kind ?? '-'} ${severity} ${tagPath}`,
  );
}

describe('an original day that is left in its own element', () => {
  it.each([
    ['with hyphens', 0x00080020, 'DA', '2014-03-21', 'event-date medium <(0008,0020)>'],
    ['with dots', 0x00080020, 'DA', '2014.03.21', 'event-date medium <(0008,0020)>'],
    ['with blanks', 0x00080020, 'DA', '2014 03 21', 'event-date medium <(0008,0020)>'],
    ['a birth date with the month first', 0x00100030, 'DA', '03/07/1952', 'birth-date high <(0010,0030)>'],
    ['with no time of day', 0x0008002a, 'DT', '20140321000000', 'event-date medium <(0008,002a)>'],
    ['without its time', 0x0008002a, 'DT', '20140321', 'event-date medium <(0008,002a)>'],
    ['with a fraction and an offset', 0x0008002a, 'DT', '20140321101530.000000+0000', 'event-date medium <(0008,002a)>'],
    ['in a private element', 0x0019109d, 'DT', '20140321235959', 'event-date medium <(0019,"GEMS_ACQU_01",9d)>'],
    ['as the second of two values', DATES_TOO[0], 'DA', '20130105\\2014-03-21', 'event-date medium <(0008,0023)>'],
  ])('%s is a leak', (_, tag, vr, text, expected) => {
    expect(findings((d) => setText(d, tag, vr, text))).toContain(`residual ${expected}`);
  });

  it.each([
    ['another day of the patient', 0x00080020, 'DA', '1952.03.07'],
    ['the day of the other value', DATES_TOO[0], 'DA', '20140321\\20130105'],
  ])('is not there where the date became by chance %s', (_, tag, vr, text) => {
    expect(findings((d) => setText(d, tag, vr, text)).filter((one) => one.startsWith('residual'))).toEqual([]);
  });
});
