import { expect, it } from 'vitest';
import { FindingGroups, type FindingDraft } from './finding-groups.ts';

const fault: FindingDraft = {
  rule: 'markers',
  tagPath: '<(0028,0301)>',
  severity: 'low',
  label: 'bug',
  leak: false,
  category: '',
  patient: 'A',
  ordinal: 0,
  explanation: 'the file says that text is burned in, and none that is known is left',
};
const grouped = (...drafts: Partial<FindingDraft>[]): number[][] => {
  const groups = new FindingGroups();
  for (const draft of drafts) groups.add({ ...fault, ...draft });
  const again = new FindingGroups();
  for (const finding of groups.findings()) again.merge(finding);
  expect(again.findings()).toEqual(groups.findings());
  return groups.findings().map(({ at }) => at);
};

it('keeps faults of one place apart that are not the same', () => {
  expect(grouped({}, { ordinal: 1, explanation: 'the file says that no text is burned in, and it is' }, { ordinal: 2 })).toEqual([
    [1],
    [0, 2],
  ]);
  expect(grouped({}, { ordinal: 1, severity: 'high' })).toHaveLength(2);
  expect(grouped({}, { ordinal: 1, label: 'by policy' })).toHaveLength(2);
});

it('takes faults that differ by a figure for one', () => {
  expect(grouped({ explanation: '93 % of it differ' }, { ordinal: 1, explanation: '7.25 % of it differ' })).toEqual([[0, 1]]);
});

it('takes leaks of one kind at one place for one, in whatever words', () => {
  const leak = { leak: true, label: 'leak', kind: 'name' } as const;
  const groups = grouped({ ...leak, explanation: 'part of the name' }, { ...leak, ordinal: 1, severity: 'high', explanation: 'the name' });
  expect(groups).toEqual([[0, 1]]);
});
