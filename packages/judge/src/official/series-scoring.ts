import { VERDICT, type Action, type Verdict } from '@deidbench/core/model';
import { PerCheck } from '../key/per-check.ts';
import type { OfficialRow, RowSubject } from './row.ts';
import { count, emptyScores, talliesOf, type Scores } from './scoring.ts';

/** A fail beats a pass, a pass beats a blank. */
const RANK: Record<Verdict, number> = { [VERDICT.fail]: 0, [VERDICT.pass]: 1, [VERDICT.blank]: 2, [VERDICT.none]: 3 };

interface Kept {
  verdict: Verdict;
  category: string | null;
}

type Series = Map<string, Kept>;

/** Where the last row of a check was counted: most files of a series have the same checks. */
const last = new PerCheck<{ series: Series; kept: Kept }>();

/** Counts of the report by series: of the rows with the same action, path, patient, study and series only the worst one. */
export class SeriesScoring {
  private readonly series = new Map<string, Series>();
  /** Rows of one file follow each other. */
  private last: { subject: RowSubject; series: Series } | undefined;

  add(row: OfficialRow, category: string | null): void {
    const series = this.last?.subject === row.subject ? this.last.series : this.seriesOf(row.subject);
    const { verdict } = row.judgement;
    const known = last.get(row.check);
    const before = known?.series === series ? known.kept : this.keptOf(series, row, category);
    if (RANK[verdict] < RANK[before.verdict]) {
      before.verdict = verdict;
      before.category = category;
    }
  }

  scores(): Scores {
    const scores = emptyScores();
    for (const kept of this.series.values()) {
      for (const [what, { verdict, category }] of kept)
        count(talliesOf(scores, what.slice(0, what.indexOf('\t')) as Action, category), verdict);
    }
    return scores;
  }

  private keptOf(series: Series, { check, judgement }: OfficialRow, category: string | null): Kept {
    const what = `${check.action}\t${check.tagPath}`;
    let kept = series.get(what);
    if (kept === undefined) series.set(what, (kept = { verdict: judgement.verdict, category }));
    last.set(check, { series, kept });
    return kept;
  }

  private seriesOf(subject: RowSubject): Series {
    const where = `${subject.patient}\t${subject.study}\t${subject.series}`;
    let kept = this.series.get(where);
    if (kept === undefined) this.series.set(where, (kept = new Map()));
    this.last = { subject, series: kept };
    return kept;
  }
}
