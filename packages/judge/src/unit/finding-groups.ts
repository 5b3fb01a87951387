import { faultOf, type Finding } from '@deidbench/core/model';
import { graver } from '../severity/severity.ts';
import { placeKey } from '../severity/place.ts';

/** A failure of one instance; equal ones become one finding. */
export type FindingDraft = Omit<Finding, 'at'> & { ordinal: number };

const LONGEST_VALUE = 400;

/** Groups failures by rule, action, place, kind and patient, faults that are no leaks by what is said of them too. The values shown are those of the first instance. */
export class FindingGroups {
  readonly #groups = new Map<string, Finding & { seen: Set<number> }>();

  add(draft: FindingDraft): void {
    const { rule, action, tagPath, kind, patient, label } = draft;
    const key = [rule, action ?? '', placeKey(tagPath), kind ?? '', patient, label, faultOf(draft)].join('\u0000');
    const group = this.#groups.get(key);
    if (group === undefined) {
      this.#groups.set(key, start(draft));
      return;
    }
    group.seen.add(draft.ordinal);
    group.severity = graver(group.severity, draft.severity);
  }

  /** Takes in a finding that is grouped already. */
  merge({ at, ...finding }: Finding): void {
    for (const ordinal of at) this.add({ ...finding, ordinal });
  }

  /** All findings, by patient, rule, place and kind. */
  findings(): Finding[] {
    return [...this.#groups.values()]
      .map(({ seen, ...finding }) => ({ ...finding, at: [...seen].toSorted((a, b) => a - b) }))
      .toSorted((a, b) => compare(sortKey(a), sortKey(b)));
  }
}

function start({ ordinal, ...draft }: FindingDraft): Finding & { seen: Set<number> } {
  const finding: Finding = { ...draft, at: [] };
  if (finding.expected !== undefined) finding.expected = finding.expected.slice(0, LONGEST_VALUE);
  if (finding.actual !== undefined) finding.actual = finding.actual.slice(0, LONGEST_VALUE);
  return { ...finding, seen: new Set([ordinal]) };
}

const sortKey = (finding: Finding): string => {
  const { patient, rule, tagPath, action, kind, label } = finding;
  return [patient, rule, tagPath, action ?? '', kind ?? '', label, faultOf(finding)].join('\u0000');
};
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
