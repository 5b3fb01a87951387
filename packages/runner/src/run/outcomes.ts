import type { AttemptEnd, InstanceOutcome } from '@deidbench/core/model';
import type { Judged } from '@deidbench/judge';

/** What became of an instance whose file did not come out, by how the attempt ended. Exit codes alone never decide: files do. */
export function outcomeOfMissing(end: AttemptEnd): InstanceOutcome {
  switch (end.end) {
    case 'timeout':
    case 'out-of-memory':
    case 'not-installed':
    case 'not-supported':
    case 'infrastructure':
      return end.end;
    case 'signalled':
      return 'tool-error';
    case 'exited':
      return end.exitCode === 0 ? 'refused' : 'tool-error';
  }
}

/** One outcome an instance, in the unit's order: they sum to the number of instances. `refused`: those whose file was there and not opened. */
export function outcomesOf(
  judged: Pick<Judged, 'pairs' | 'problems'>,
  ends: readonly AttemptEnd[],
  refused: ReadonlySet<number> = new Set(),
): InstanceOutcome[] {
  const paired = new Set(judged.pairs.map((pair) => pair.ordinal));
  const problems = new Map(judged.problems.flatMap((p) => (p.ordinal === undefined ? [] : [[p.ordinal, p.problem] as const])));
  return ends.map((end, local) => {
    const problem = problems.get(local);
    if (problem === 'partial' || problem === 'invalid-output') return problem;
    if (paired.has(local)) return 'ok';
    return refused.has(local) ? 'invalid-output' : outcomeOfMissing(end);
  });
}
