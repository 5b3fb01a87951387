import { VERDICT, type Action, type Verdict } from '@deidbench/core/model';
import type { OfficialRow } from './row.ts';
import { addVerdict, categoryKey, emptyScores, type Scores } from './scoring.ts';

/** A fail beats a pass, a pass beats a blank. */
const RANK: Record<Verdict, number> = { [VERDICT.fail]: 0, [VERDICT.pass]: 1, [VERDICT.blank]: 2, [VERDICT.none]: 3 };

interface Kept {
  verdict: Verdict;
  category: string | null;
}

/** Counts of the report by series: of the rows with the same action, path, patient, study and series only the worst one. */
export class SeriesScoring {
  private readonly series = new Map<string, Map<string, Kept>>();

  add(row: OfficialRow): void {
    const { patient, study, series } = row.subject;
    const where = `${patient}\t${study}\t${series}`;
    let kept = this.series.get(where);
    if (kept === undefined) this.series.set(where, (kept = new Map()));
    const what = `${row.check.action}\t${row.check.tagPath}`;
    const { verdict } = row.judgement;
    const before = kept.get(what);
    if (before === undefined || RANK[verdict] < RANK[before.verdict]) kept.set(what, { verdict, category: categoryKey(row) });
  }

  scores(): Scores {
    const scores = emptyScores();
    for (const kept of this.series.values()) {
      for (const [what, { verdict, category }] of kept) addVerdict(scores, what.slice(0, what.indexOf('\t')) as Action, category, verdict);
    }
    return scores;
  }
}
