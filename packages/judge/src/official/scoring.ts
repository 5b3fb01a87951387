import { VERDICT, type Action, type Verdict } from '@deidbench/core/model';

/** Rows of a kind by verdict. */
export interface Tally {
  blank: number;
  fail: number;
  pass: number;
}

/** Counts of a scoring workbook: all rows, by action, and by category and code (`hipaa\tHIPAA-A`). */
export interface Scores {
  all: Tally;
  actions: Map<Action, Tally>;
  categories: Map<string, Tally>;
}

export const emptyScores = (): Scores => ({ all: emptyTally(), actions: new Map(), categories: new Map() });
const emptyTally = (): Tally => ({ blank: 0, fail: 0, pass: 0 });
export const totalOf = (tally: Tally): number => tally.blank + tally.fail + tally.pass;

function tallyOf<K>(map: Map<K, Tally>, key: K): Tally {
  let tally = map.get(key);
  if (tally === undefined) map.set(key, (tally = emptyTally()));
  return tally;
}

/** Counts one verdict. */
export function count(tallies: readonly Tally[], verdict: Verdict): void {
  for (const tally of tallies) {
    if (verdict === VERDICT.pass) tally.pass += 1;
    else if (verdict === VERDICT.fail) tally.fail += 1;
    else if (verdict === VERDICT.blank) tally.blank += 1;
  }
}

/** Where rows of an action and a code are counted. Rows without a code are in no category. */
export function talliesOf(scores: Scores, action: Action, categoryKey: string | null): Tally[] {
  const both = [scores.all, tallyOf(scores.actions, action)];
  return categoryKey === null ? both : [...both, tallyOf(scores.categories, categoryKey)];
}
