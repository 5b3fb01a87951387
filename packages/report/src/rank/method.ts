import type { RankingMethod, Tier, TierRule } from '@deidbench/core/model';

/** The one table of thresholds: tiers, resampling, and when two tools differ. Every part can be overridden; what was used stands in the report. */
export const DEFAULT_METHOD: RankingMethod = {
  tiers: [
    { tier: 'A', coverage: 0.99, highPatients: 0, mediumPatients: 0.01, conformance: 0.99, retention: 0.75 },
    { tier: 'B', coverage: 0.95, highPatients: 0, mediumPatients: 0.1, retention: 0.5 },
    { tier: 'C', coverage: 0.8, highPatients: 0.01, retention: 0.25 },
  ],
  resamples: 2000,
  seed: 20240601,
  confidence: 0.95,
  minimumPatients: 5,
  speedRatio: 2,
};

/** What each tier means for who wants to release data. */
export const TIER_MEANS: Record<Tier, string> = {
  A: 'fit for release',
  B: 'fit with care',
  C: 'only after review by hand',
  D: 'not fit for release',
};

/** A tier for people: what it means, and the bounds that make it. */
export interface TierText {
  tier: Tier;
  means: string;
  bounds: string;
}

/** The tiers in words, best first. */
export function describeTiers(method: RankingMethod): TierText[] {
  const all = [...method.tiers.map((rule) => ({ tier: rule.tier, bounds: boundsText(rule) })), { tier: 'D' as const, bounds: REST }];
  return all.map(({ tier, bounds }) => ({ tier, means: TIER_MEANS[tier], bounds }));
}

const REST = 'misses a bound of every tier above, or gives two files the same new UID';

function boundsText(rule: TierRule): string {
  const parts = [atMost('high', rule.highPatients)];
  if (rule.mediumPatients !== undefined) parts.push(atMost('medium', rule.mediumPatients));
  parts.push(`keeps at least ${share(rule.retention)}`);
  if (rule.conformance !== undefined) parts.push(`conformance at least ${share(rule.conformance)}`);
  parts.push(`delivers at least ${share(rule.coverage)} of the files`);
  return parts.join(', ');
}

function atMost(name: string, bound: number): string {
  return bound === 0 ? `no ${name} leak` : `${name} leaks in at most ${share(bound)} of patients`;
}

/** A bound as people write it: `99 %`, `99.5 %`. */
export function share(bound: number): string {
  return `${Math.round(bound * 1000) / 10} %`;
}

/** The least share of files that any tier asks for. Who delivers less is not compared by its leaks: what is missing cannot leak. */
export function leastCoverage({ tiers }: RankingMethod): number {
  return tiers.length === 0 ? 0 : Math.min(...tiers.map((rule) => rule.coverage));
}
