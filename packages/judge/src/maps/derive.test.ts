import { expect, it } from 'vitest';
import { derivePatients, deriveUids, members, type PairedValues } from './derive.ts';

const STUDY = '<(0020,000d)>';
const REFERENCE = '<(0008,1140)>[<0000>]<(0008,1155)>';

function pair(old: [string, string][], after: Record<string, string>, ordinal = 0): PairedValues {
  return { ordinal, patient: 'P', old, newAt: (path) => after[path] };
}

it('takes the new UID that most places of the paired files give', () => {
  const { map, split } = deriveUids([
    pair([[STUDY, '1.1']], { [STUDY]: '9.2' }),
    pair([[STUDY, '1.1']], { [STUDY]: '9.1' }),
    pair(
      [
        [STUDY, '1.1'],
        [REFERENCE, '1.1'],
      ],
      { [STUDY]: '9.1', [REFERENCE]: '9.1' },
    ),
  ]);
  expect(map).toEqual(new Map([['1.1', '9.1']]));
  expect(split.get('1.1')).toEqual([{ now: '9.2', path: STUDY, ordinal: 0, patient: 'P' }]);
});

it('takes the first of two that are equally frequent', () => {
  expect(deriveUids([pair([[STUDY, '1.1']], { [STUDY]: '9.2' }), pair([[STUDY, '1.1']], { [STUDY]: '9.1' })]).map.get('1.1')).toBe('9.2');
});

it('takes what changed for the new UID, though more places kept the old one', () => {
  const kept = pair([[REFERENCE, '1.1']], { [REFERENCE]: '1.1' });
  expect(deriveUids([kept, kept, pair([[STUDY, '1.1']], { [STUDY]: '9.1' })]).map.get('1.1')).toBe('9.1');
  expect(deriveUids([kept]).map.get('1.1')).toBe('1.1');
  expect(deriveUids([kept, pair([[STUDY, '1.1']], { [STUDY]: '9.1' })]).split.size).toBe(0);
});

it('merges nothing for a single reference gone astray', () => {
  const astray = pair([[REFERENCE, '1.1']], { [REFERENCE]: '9.2' });
  const whole = [pair([[STUDY, '1.1']], { [STUDY]: '9.1' }), pair([[STUDY, '1.2']], { [STUDY]: '9.2' })];
  expect(deriveUids([...whole, astray]).merged.size).toBe(0);
});

it('says which new UID stands for two old ones', () => {
  const { merged } = deriveUids([pair([[STUDY, '1.1']], { [STUDY]: '9' }), pair([[STUDY, '1.2']], { [STUDY]: '9' })]);
  expect(merged).toEqual(new Map([['9', ['1.1', '1.2']]]));
});

it('learns nothing from a removed or emptied UID, nor from a class', () => {
  const old: [string, string][] = [
    [STUDY, '1.1'],
    [REFERENCE, '1.3'],
    ['<(0008,0016)>', '1.2.840.10008.5.1.4.1.1.2'],
  ];
  const { map } = deriveUids([pair(old, { [REFERENCE]: '<>', '<(0008,0016)>': '1.2.840.10008.5.1.4.1.1.2' })]);
  expect(map.size).toBe(0);
});

it('pairs the members of a multiple value one by one', () => {
  const path = '<(0008,3010)>';
  expect(deriveUids([pair([[path, "<['1.1', '1.2']>"]], { [path]: "<['9.1', '9.2']>" })]).map).toEqual(
    new Map([
      ['1.1', '9.1'],
      ['1.2', '9.2'],
    ]),
  );
  const apart = [
    [path, '1.1'],
    [path, '1.2'],
  ] as [string, string][];
  expect(deriveUids([pair(apart, { [path]: "<['9.1', '9.2']>" })]).map.get('1.2')).toBe('9.2');
  expect(members('1.1\\1.2')).toEqual(['1.1', '1.2']);
});

it('takes Patient IDs from the top level only', () => {
  const path = '<(0010,0020)>';
  const nested = '<(0010,1002)>[<0000>]<(0010,0020)>';
  expect(
    derivePatients([
      pair(
        [
          [path, '77'],
          [nested, '88'],
        ],
        { [path]: 'A-1', [nested]: 'B' },
      ),
    ]).map,
  ).toEqual(new Map([['77', 'A-1']]));
});
