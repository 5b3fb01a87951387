import type { RankingMethod } from '@deidbench/core/model';

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

/** One sentence a tier, for people: `A: coverage ≥ 99 %, no high leak, …`. */
export function describeTiers(method: RankingMethod): string[] {
  const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
  const atMost = (name: string, share: number): string =>
    share === 0 ? `no ${name} leak` : `${name} leaks in at most ${percent(share)} of patients`;
  const lines = method.tiers.map((rule) => {
    const parts = [`coverage at least ${percent(rule.coverage)}`, atMost('high', rule.highPatients)];
    if (rule.mediumPatients !== undefined) parts.push(atMost('medium', rule.mediumPatients));
    if (rule.conformance !== undefined) parts.push(`conformance at least ${percent(rule.conformance)}`);
    parts.push(`retention at least ${percent(rule.retention)}`);
    return `${rule.tier}: ${parts.join(', ')}`;
  });
  return [...lines, 'D: the rest, or a tool that gives two instances the same new UID'];
}
