import { createHash } from 'node:crypto';
import type { Instance } from '@deidbench/core/model';

/**
 * At most `most` of the items, of every series as many as of the others while it has some. Which ones is decided by the digests of the originals
 * alone, so that all tools are asked about the same instances.
 */
export function sampleOfSeries<T extends { instance: Instance }>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  const series = [...Map.groupBy(items, ({ instance }) => instance.series).values()].map((own) => own.toSorted(byDraw));
  const drawn: T[] = [];
  for (let round = 0; drawn.length < most; round += 1) {
    const next = series.flatMap((own) => own[round] ?? []);
    drawn.push(...next.toSorted(byDraw).slice(0, most - drawn.length));
  }
  return drawn.toSorted((a, b) => a.instance.ordinal - b.instance.ordinal);
}

function byDraw(a: { instance: Instance }, b: { instance: Instance }): number {
  return drawOf(a.instance) < drawOf(b.instance) ? -1 : 1;
}

function drawOf({ digest, sop }: Instance): string {
  return createHash('sha256').update(`iod\0${digest}\0${sop}`).digest('hex');
}
