import type { Instance } from '@deidbench/core/model';
import { expect, it } from 'vitest';
import { crosswalkRemarks } from './crosswalk-remarks.ts';

const instances = ['1.1', '1.2', '1.3'].map((sop) => ({ sop, patient: 'A' }) as Instance);
const map = (path: string, rows: [string, string][], repeated = 0) => ({ path: `some/${path}`, map: new Map(rows), repeated });
const patients = map('p.csv', [['A', 'X']]);

it('has nothing to say of crosswalks that name every instance and patient once', () => {
  const uids = map('u.csv', [
    ['1.1', '2.1'],
    ['1.2', '2.2'],
    ['1.3', '2.3'],
  ]);
  expect(crosswalkRemarks(uids, patients, instances)).toEqual([]);
});

it('counts rows that repeat, instances and patients without a row, and new UIDs given twice', () => {
  const uids = map(
    'u.csv',
    [
      ['1.1', '2.1'],
      ['1.2', '2.1'],
    ],
    4,
  );
  expect(crosswalkRemarks(uids, map('p.csv', []), instances)).toEqual([
    '4 rows of u.csv repeat an old identifier: the first one counts',
    '1 of 3 instances have no row in u.csv',
    '1 of 1 patients have no row in p.csv',
    'u.csv gives one new UID to several instances (1 times)',
  ]);
});
