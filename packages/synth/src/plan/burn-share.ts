import type { SeriesPlan } from './types.ts';

/** A share from which the first of some series is given text, so that a small set has an image of each kind that often bears some. */
const OFTEN = 0.2;

/** Gives text in its pixels to a share of these series, spread evenly. */
export function burnShare(list: readonly SeriesPlan[], share: number): void {
  const start = share >= OFTEN ? 1 - share : 0;
  const due = (count: number): number => Math.floor(count * share + start);
  for (const [i, series] of list.entries()) series.burned = due(i + 1) > due(i);
}
