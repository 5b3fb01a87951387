import { RunnerError } from '../errors.ts';
import type { MergePart } from './merge-part.ts';

/** Refuses runs over other data, another key, or judged by other rules: their rows could not be compared. */
export function refuseForeign(parts: readonly MergePart[]): void {
  const [first, ...others] = parts;
  if (!first) return;
  for (const other of others) {
    const what = difference(first, other);
    if (what !== undefined)
      throw new RunnerError(
        'FOREIGN_RUN',
        `${other.dir} does not belong to ${first.dir}: ${what}. Merge runs over one dataset, judged by one version of deidbench.`,
      );
  }
}

function difference({ run: a }: MergePart, { run: b }: MergePart): string | undefined {
  if (a.dataset.digest !== b.dataset.digest)
    return `another dataset (${b.dataset.name}, digest ${b.dataset.digest.slice(0, 8)}; ${a.dataset.name}, ${a.dataset.digest.slice(0, 8)})`;
  if (a.keyDigest !== b.keyDigest) return 'another answer key';
  if (a.rulesVersion !== b.rulesVersion) return `rules of version ${b.rulesVersion} and ${a.rulesVersion}`;
  if (a.readerVersion !== b.readerVersion) return `text reader ${b.readerVersion} and ${a.readerVersion}`;
  if (a.iodVersion !== b.iodVersion) return `validator of IODs ${b.iodVersion} and ${a.iodVersion}`;
  if (a.realData !== b.realData) return 'one keeps values of patients, the other does not';
  return undefined;
}
