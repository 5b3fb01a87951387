import { SynthError } from '../errors.ts';
import { rng } from '../random/rng.ts';
import { countAll, countByModality } from './counts.ts';
import type { DatasetPlan } from './types.ts';

export interface SplitPart {
  name: string;
  /** Share of the patients, 0 to 1. */
  share: number;
}

/**
 * Reads `NAME:SHARE,…`, shares as parts of 1 or in percent.
 * @throws {SynthError} SPLIT_FORM
 */
export function parseSplit(text: string): SplitPart[] {
  const parts = text.split(',').map((part): SplitPart => {
    const [, name, share, percent] = /^([A-Za-z][\w-]*):(\d+(?:\.\d+)?)(%?)$/u.exec(part.trim()) ?? [];
    if (name === undefined) throw new SynthError('SPLIT_FORM', `--split: "${part}" is not NAME:SHARE; write validation:0.4,test:0.6.`);
    return { name, share: Number(share) / (percent === '%' ? 100 : 1) };
  });
  const sum = parts.reduce((total, { share }) => total + share, 0);
  if (Math.abs(sum - 1) > 1e-6) throw new SynthError('SPLIT_FORM', `--split: the shares sum to ${sum}, not 1.`);
  if (new Set(parts.map(({ name }) => name)).size < parts.length) throw new SynthError('SPLIT_FORM', '--split: a name stands twice.');
  return parts;
}

/** Deals the patients out: each to one part, at random by the seed. */
export function splitPlan(plan: DatasetPlan, parts: readonly SplitPart[], seed: number): DatasetPlan[] {
  const order = rng(seed, 'split').shuffle(plan.patients);
  let from = 0;
  let share = 0;
  return parts.map((part) => {
    share += part.share;
    const to = Math.round(share * order.length);
    const patients = order.slice(from, to).toSorted((a, b) => a.number - b.number);
    from = to;
    if (patients.length === 0)
      throw new SynthError(
        'SPLIT_FORM',
        `--split: ${part.name} would get none of ${order.length} patients. Give it more, or make a larger set.`,
      );
    return { ...plan, name: `${plan.name} ${part.name}`, patients, counts: countAll(patients), byModality: countByModality(patients) };
  });
}
