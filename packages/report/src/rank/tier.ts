import type { RankingMethod, Tier } from '@deidbench/core/model';
import type { Metrics } from './measure.ts';

/** The first tier of the table whose every bound the tool keeps; D when none fits or new UIDs collide. A figure that cannot be said bars no tier. */
export function tierOf(metrics: Metrics, collidingUids: number, method: RankingMethod): Tier {
  if (collidingUids > 0) return 'D';
  const fits = method.tiers.find(
    (rule) =>
      metrics.coverage >= rule.coverage &&
      metrics.highPatients <= rule.highPatients &&
      metrics.mediumPatients <= (rule.mediumPatients ?? 1) &&
      (metrics.conformance ?? 1) >= (rule.conformance ?? 0) &&
      (metrics.retention ?? 1) >= rule.retention,
  );
  return fits?.tier ?? 'D';
}
