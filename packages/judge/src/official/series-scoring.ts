import { VERDICT, type Action, type Verdict } from '@deidbench/core/model';
import type { Check } from '../key/check.ts';
import type { OfficialRow, RowSubject } from './row.ts';
import { addVerdict, emptyScores, type Scores } from './scoring.ts';

/** A fail beats a pass, a pass beats a blank. */
const RANK: Record<Verdict, number> = { [VERDICT.fail]: 0, [VERDICT.pass]: 1, [VERDICT.blank]: 2, [VERDICT.none]: 3 };

interface Kept {
  verdict: Verdict;
  category: string | null;
}

type Series = Map<string, Kept>;

const whats = new WeakMap<Check, string>();

/** Action and path of a check as one text. */
function whatOf(check: Check): string {
  let what = whats.get(check);
  if (what === undefined) whats.set(check, (what = `${check.action}\t${check.tagPath}`));
  return what;
}

/** Counts of the report by series: of the rows with the same action, path, patient, study and series only the worst one. */
export class SeriesScoring {
  private readonly series = new Map<string, Series>();
  /** Rows of one file follow each other. */
  private last: { subject: RowSubject; kept: Series } | undefined;

  add(row: OfficialRow, category: string | null): void {
    const kept = this.last?.subject === row.subject ? this.last.kept : this.seriesOf(row.subject);
    const what = whatOf(row.check);
    const { verdict } = row.judgement;
    const before = kept.get(what);
    if (before === undefined) kept.set(what, { verdict, category });
    else if (RANK[verdict] < RANK[before.verdict]) {
      before.verdict = verdict;
      before.category = category;
    }
  }

  scores(): Scores {
    const scores = emptyScores();
    for (const kept of this.series.values()) {
      for (const [what, { verdict, category }] of kept) addVerdict(scores, what.slice(0, what.indexOf('\t')) as Action, category, verdict);
    }
    return scores;
  }

  private seriesOf(subject: RowSubject): Series {
    const where = `${subject.patient}\t${subject.study}\t${subject.series}`;
    let kept = this.series.get(where);
    if (kept === undefined) this.series.set(where, (kept = new Map()));
    this.last = { subject, kept };
    return kept;
  }
}
