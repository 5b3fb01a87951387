import type { SkippedFile } from '../dataset/build-index.ts';

/** Reasons that are told one by one; of more, those that differ in a path or a number are one. */
const MOST_REASONS = 10;

/** Input files that are no instances of the run, equal reasons together. Paths of real data may name somebody: there they are left out. */
export function leftOut(skipped: readonly SkippedFile[], realData: boolean): string[] {
  const reasons = Map.groupBy(skipped, ({ problem }) => problem);
  const told = realData || reasons.size > MOST_REASONS ? Map.groupBy(skipped, ({ problem }) => inGeneral(problem)) : reasons;
  return [...told].map(([what, { length }]) =>
    length === 1 ? `an input file was left out: ${what}` : `${length} input files were left out, each because ${what}`,
  );
}

const inGeneral = (problem: string): string =>
  problem.replace(/ (?:of|at byte) [^ ].*$/u, (rest) => (rest.startsWith(' of') ? ' of another' : ''));
