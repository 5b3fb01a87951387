import { writeDicom, type WDataset } from '@deidbench/dicom';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeCase, type Case } from '../testing/unit-case.ts';
import { judgeUnit } from '../unit/judge-unit.ts';

let unit: Case;
beforeAll(() => (unit = makeCase()));
afterAll(() => unit.remove());

const FIRST = '000001/000001.dcm';

it.each([8, 16, 24, 100, 101, 512])('takes %i NULs behind the data set for no elements', (count) => {
  const padded = Buffer.concat([writeDicom(unit.clean.get(FIRST)!), new Uint8Array(count)]);
  const files = new Map<string, WDataset | Uint8Array>([...unit.clean, [FIRST, padded]]);
  expect(judgeUnit(unit.deliver(files)).findings.filter(({ rule }) => rule === 'doubled')).toEqual([]);
});
