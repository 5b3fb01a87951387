import type { FindingDraft } from './finding-groups.ts';

/** What a tool broke, beyond the key: it identifies nobody. */
export const bug = (what: Omit<FindingDraft, 'label' | 'leak' | 'category'>): FindingDraft => ({
  ...what,
  label: 'bug',
  leak: false,
  category: '',
});
