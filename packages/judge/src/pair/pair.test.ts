import { describe, expect, it } from 'vitest';
import { pairByContent } from './by-content.ts';
import { pairByFacts, type Facts } from './by-facts.ts';
import { pairByMap, pairByPath } from './by-name.ts';

const inputs = [
  { ordinal: 4, staged: '000001/000001.dcm', sop: '1.1' },
  { ordinal: 5, staged: '000001/000002.dcm', sop: '1.2' },
];

describe('pairing by path', () => {
  it('takes the same relative path', () => {
    expect(pairByPath(inputs, ['000001/000002.dcm'])).toEqual([{ ordinal: 5, output: '000001/000002.dcm' }]);
  });
  it('overlooks the suffix that the tool adds and a dropped extension', () => {
    expect(pairByPath(inputs, ['000001/000001_Anon.dcm', '000001/000002'], '_Anon')).toEqual([
      { ordinal: 4, output: '000001/000001_Anon.dcm' },
      { ordinal: 5, output: '000001/000002' },
    ]);
  });
});

describe('pairing by the map of the tool', () => {
  it('reads file names, also absolute ones', () => {
    const rows = [['/sandbox/in/000001/000001.dcm', '/sandbox/out/a/b.dcm']] as const;
    expect(pairByMap(inputs, ['a/b.dcm'], rows, () => undefined)).toEqual([{ ordinal: 4, output: 'a/b.dcm' }]);
  });
  it('reads SOP Instance UIDs', () => {
    expect(pairByMap(inputs, ['x'], [['1.2', '9.9']], () => '9.9')).toEqual([{ ordinal: 5, output: 'x' }]);
  });
  it('gives an output to one input only', () => {
    const rows = [
      ['000001/000001.dcm', 'a'],
      ['000001/000002.dcm', 'a'],
    ] as const;
    expect(pairByMap(inputs, ['a'], rows, () => undefined)).toHaveLength(1);
  });
});

describe('pairing by content', () => {
  it('pairs what looks alike in one way only', () => {
    const { pairs, ambiguous } = pairByContent(
      [
        { name: 1, views: ['pixels A'] },
        { name: 2, views: ['pixels B'] },
      ],
      [
        { name: 'y', views: ['pixels B'] },
        { name: 'x', views: ['pixels A'] },
      ],
      new Set(),
    );
    expect(pairs).toEqual([
      { ordinal: 1, output: 'x', view: 0 },
      { ordinal: 2, output: 'y', view: 0 },
    ]);
    expect(ambiguous).toEqual([]);
  });
  it('says that two black images can not be told apart, and tells them by geometry where that differs', () => {
    const black = [
      { name: 1, views: ['black', 'z=1'] },
      { name: 2, views: ['black', 'z=2'] },
    ];
    expect(pairByContent(black, [{ name: 'x', views: ['black', undefined] }], new Set()).ambiguous).toEqual([
      { output: 'x', candidates: [1, 2] },
    ]);
    expect(pairByContent(black, [{ name: 'x', views: ['black', 'z=2'] }], new Set()).pairs).toEqual([{ ordinal: 2, output: 'x', view: 1 }]);
  });
  it('makes no pair of a stray file by a looser view when the input that it looks like has its pair', () => {
    const found = pairByContent(
      [{ name: 1, views: ['A', 'shape'] }],
      [
        { name: 'x', views: ['A', 'shape'] },
        { name: 'stray', views: ['B', 'shape'] },
      ],
      new Set(),
    );
    expect(found.pairs).toEqual([{ ordinal: 1, output: 'x', view: 0 }]);
    expect(found.ambiguous).toEqual([]);
  });
});

describe('pairing by facts', () => {
  const file = <Name>(name: Name, ...facts: string[]): Facts<Name> => ({ name, sopClass: 'CT', facts: new Set(facts) });
  const series = [
    file(1, '(0008,0030)=101530', '(0008,0032)=101601.5', '(0020,0032)=-120.51'),
    file(2, '(0008,0030)=101530', '(0008,0032)=101602.5', '(0020,0032)=-117.51'),
  ];
  it('takes the input that shares clearly most with the output', () => {
    const output = file('x', '(0008,0030)=101530', '(0008,0032)=101602.5', '(0020,0032)=-120.51');
    expect(pairByFacts(series, [file('x', ...series[1]!.facts)])).toEqual([{ ordinal: 2, output: 'x' }]);
    expect(pairByFacts(series, [output])).toEqual([]);
  });
  it('takes no image for another for its position alone, nor one of another class', () => {
    expect(pairByFacts(series, [file('x', '(0020,0032)=-120.51', '(0020,1041)=-120.51', '(0008,0030)=111111')])).toEqual([]);
    expect(pairByFacts(series, [{ ...file('x', ...series[0]!.facts), sopClass: 'MR' }])).toEqual([]);
  });
});
