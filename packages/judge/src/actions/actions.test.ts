import { VERDICT, type Action } from '@deidbench/core/model';
import { describe, expect, it } from 'vitest';
import { CATEGORY_FIELDS, type Categories } from '../key/categories.ts';
import type { Check } from '../key/check.ts';
import { judgeCheck } from './judge-check.ts';
import { judgeMissing } from './missing.ts';
import { ABSENT, ABSENT_HERE, type FoundText, type OutputView } from './types.ts';

const NO_CODES = Object.fromEntries(CATEGORY_FIELDS.map((name) => [name, null])) as Categories;
const check = (action: Action | undefined, value: string | null, actionText: string | null): Check => ({
  action,
  actionField: `<${action}>`,
  tag: '<(0008,1030)>',
  tagPath: '<(0008,1030)>',
  tagName: '<Study Description>',
  value,
  actionText,
  scope: null,
  categories: NO_CODES,
  lacking: [],
  notText: [],
});
const maps = {
  uids: new Map([
    ['1.2', '9.8'],
    ['', ''],
  ]),
  patients: new Map([['17', 'A-1']]),
};
const view = (found: FoundText, box?: string): OutputView => ({ text: () => found, pixelDigest: () => 'abc', boxText: () => box });

type Case = [
  action: Action,
  value: string | null,
  actionText: string | null,
  found: FoundText,
  verdict: keyof typeof VERDICT,
  score: number | null,
  fileValue: string | null,
];

describe('the ten actions', () => {
  it.each<Case>([
    ['tag_retained', '<A>', null, '<>', 'pass', 1, '<>'],
    ['tag_retained', '<A>', null, ABSENT, 'fail', 0, null],
    ['tag_retained', '<A>', null, ABSENT_HERE, 'fail', 0, null],
    ['text_notnull', '<A>', null, '<x>', 'pass', 1, '<x>'],
    ['text_notnull', '<A>', null, '<>', 'fail', 0, '<>'],
    ['text_notnull', '<A>', null, '<REMOVED>', 'pass', 1, '<REMOVED>'],
    ['text_retained', '<A>', '<CHEST>', '<xr chest ap>', 'pass', 1, '<xr chest ap>'],
    ['text_retained', '<A>', '<chest knee>', '<xr chest ap>', 'fail', 0.5, '<xr chest ap>'],
    ['text_retained', '<A>', '<7>', '<7.0>', 'pass', 1, '<7.0>'],
    ['text_retained', '<A>', '<7>', '<17>', 'fail', 0, '<17>'],
    ['text_retained', '<A>', '<>', '<>', 'pass', 1, '<>'],
    ['text_retained', '<A>', '<the>', '<x>', 'blank', null, '<x>'],
    ['text_retained', '<A>', null, '<x>', 'blank', null, '<x>'],
    ['text_retained', '<A>', '<²>', '<2>', 'blank', null, '<2>'],
    ['text_retained', '<A>', '<CHEST>', ABSENT_HERE, 'fail', 0, null],
    ['text_removed', '<A>', '<Maria Oldenburg>', '<for M. Oldenburg>', 'fail', 0.5, '<for M. Oldenburg>'],
    ['text_removed', '<A>', '<Maria Oldenburg>', '<MARIA OLDENBURG>', 'fail', 0, '<MARIA OLDENBURG>'],
    ['text_removed', '<A>', '<Maria Oldenburg>', '<>', 'pass', 1, '<>'],
    ['text_removed', '<A>', '<Maria>', '<REMOVED>', 'pass', 1, '<>'],
    ['text_removed', '<A>', '<the>', '<>', 'blank', null, '<>'],
    ['text_removed', '<A>', '<>', '<>', 'fail', 0, '<>'],
    ['text_removed', '<A>', '<Maria>', ABSENT, 'pass', 1, null],
    ['date_shifted', '<20190304>', null, '<20180304>', 'pass', 1, '<20180304>'],
    ['date_shifted', '<20190304>', null, '<20190304101500>', 'fail', 0, '<20190304101500>'],
    ['date_shifted', '<2019\\0304>', null, '<x2019030\\4>', 'fail', 0, '<x2019030\\4>'],
    ['date_shifted', '<>', null, '<x>', 'fail', 0, '<x>'],
    ['date_shifted', null, '<20190304>', '<20190304>', 'blank', null, '<20190304>'],
    ['date_shifted', '<>', null, ABSENT, 'pass', 1, null],
    ['date_shifted', '<>', null, ABSENT_HERE, 'fail', 0, ''],
    ['date_shifted', '<20190304>', null, ABSENT_HERE, 'pass', 1, ''],
    ['uid_changed', '<1.2>', null, '<1.2.3>', 'fail', 0, '<1.2.3>'],
    ['uid_changed', '<1.2>', null, '<2.25.7>', 'pass', 1, '<2.25.7>'],
    ['uid_consistent', '<1.2>', null, '<9.8>', 'pass', 1, '<9.8>'],
    ['uid_consistent', '<1.2>', null, '<9.8.7>', 'fail', 0, '<9.8.7>'],
    ['uid_consistent', '<1.2>', null, ABSENT, 'pass', 1, null],
    ['uid_consistent', '<1.2>', null, ABSENT_HERE, 'fail', 0, ''],
    ['uid_consistent', '<5.5>', null, ABSENT_HERE, 'pass', 1, ''],
    ['uid_consistent', '<5.5>', null, '<>', 'fail', 0, '<>'],
    ['uid_consistent', '<>', null, '<>', 'pass', 1, '<>'],
    ['uid_consistent', null, null, '<9.8>', 'fail', 0, '<9.8>'],
    ['patid_consistent', '<17>', null, '<A-1>', 'pass', 1, '<A-1>'],
    ['patid_consistent', '<17>', null, '<17>', 'fail', 0, '<17>'],
    ['pixels_retained', '<REMOVED>', '<abc>', ABSENT, 'pass', 1, 'abc'],
    ['pixels_retained', '<REMOVED>', '<abd>', ABSENT, 'fail', 0, 'abc'],
    ['pixels_retained', '<REMOVED>', null, ABSENT, 'blank', null, 'abc'],
  ])('%s of value %s, text %s in %s: %s', (action, value, actionText, found, verdict, score, fileValue) => {
    const judgement = judgeCheck(check(action, value, actionText), view(found), maps);
    expect({ ...judgement, answerValue: null }).toEqual({ verdict: VERDICT[verdict], score, fileValue, answerValue: null });
  });

  it.each<[string, string | undefined, keyof typeof VERDICT, number | null]>([
    ['{"text": "Maria [F] 77", "top_left": [0, 0], "bottom_right": [9, 9]}', '', 'pass', 1],
    ['{"text": "Maria [F] 77", "top_left": [0, 0], "bottom_right": [9, 9]}', 'MARIA 77', 'fail', 0],
    ['{"text": "Maria\\nDOB:1970", "top_left": [0, "1"], "bottom_right": [9.5, 9]}', 'x 1970', 'fail', 0.5],
    ['{"text": "Maria", "top_left": [0, 0], "bottom_right": [9, 9]}', undefined, 'none', null],
    ['{"text": "the", "top_left": [0, 0], "bottom_right": [9, 9]}', 'x', 'none', null],
    ['{"text": "Maria", "top_left": [0, 0]}', '', 'none', null],
    ['{"text": "Maria", "top_left": [0, "1.5"], "bottom_right": [9, 9]}', '', 'none', null],
    ['{no json}', '', 'none', null],
  ])('pixels_hidden of %s reads %s: %s', (box, read, verdict, score) => {
    const judgement = judgeCheck(check('pixels_hidden', null, `<${box}>`), view(ABSENT, read), maps);
    expect([judgement.verdict, judgement.score]).toEqual([VERDICT[verdict], score]);
  });

  it('shows the key digest in place of the value for pixels_retained', () => {
    expect(judgeCheck(check('pixels_retained', '<REMOVED>', '<abc>'), view(ABSENT), maps).answerValue).toBe('abc');
    expect(judgeCheck(check('pixels_retained', '<REMOVED>', null), view(ABSENT), maps).answerValue).toBe('<REMOVED>');
  });

  it('gives no row for an unknown action', () => {
    expect(judgeCheck(check(undefined, '<a>', '<a>'), view('<a>'), maps).verdict).toBe(VERDICT.none);
    expect(judgeMissing(check(undefined, '<a>', '<a>')).verdict).toBe(VERDICT.none);
  });

  it.each<[Action, keyof typeof VERDICT]>([
    ['tag_retained', 'fail'],
    ['text_notnull', 'fail'],
    ['text_retained', 'fail'],
    ['text_removed', 'pass'],
    ['date_shifted', 'pass'],
    ['uid_changed', 'pass'],
    ['pixels_hidden', 'pass'],
    ['pixels_retained', 'fail'],
    ['uid_consistent', 'fail'],
    ['patid_consistent', 'fail'],
  ])('counts %s of a missing file as a %s', (action, verdict) => {
    expect(judgeMissing(check(action, '<a>', null))).toEqual({
      verdict: VERDICT[verdict],
      score: verdict === 'pass' ? 1 : 0,
      fileValue: '<MISSING FILE>',
      answerValue: '<a>',
    });
  });

  it('judges anew when the maps change, though check and text are the same', () => {
    const same = check('uid_consistent', '<1.2>', null);
    expect(judgeCheck(same, view('<9.8>'), maps).verdict).toBe(VERDICT.pass);
    expect(judgeCheck(same, view('<9.8>'), { ...maps, uids: new Map() }).verdict).toBe(VERDICT.fail);
  });
});
