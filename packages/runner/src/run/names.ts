import type { Instance } from '@deidbench/core/model';

/** Neutral names by ordinal: they tell nothing of the file they stand for, and stay the same over retries and resumes. */
export interface NeutralNames {
  tree: (ordinal: number) => string;
  flat: (ordinal: number) => string;
}

/** `000001/000001.dcm`: the folder is the number of the series in the index, the file the ordinal + 1. */
export function neutralNames(instances: readonly Instance[]): NeutralNames {
  const seriesOf = new Map<number, number>();
  const numbers = new Map<string, number>();
  for (const instance of instances) {
    const number = numbers.get(instance.series) ?? numbers.size + 1;
    numbers.set(instance.series, number);
    seriesOf.set(instance.ordinal, number);
  }
  const flat = (ordinal: number) => `${six(ordinal + 1)}.dcm`;
  return { flat, tree: (ordinal) => `${six(seriesOf.get(ordinal) ?? 0)}/${flat(ordinal)}` };
}

function six(n: number): string {
  return String(n).padStart(6, '0');
}
