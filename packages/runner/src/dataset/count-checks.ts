import type { Instance } from '@deidbench/core/model';
import type { AnswerKey } from '@deidbench/judge/key';
import { RunnerError } from '../errors.ts';

export interface CountedChecks {
  checks: number;
  /** Those that ask for none of the ten actions: nobody can judge them. */
  unknown: number;
}

/**
 * Checks of a key about some instances.
 * @throws RunnerError KEY_MISMATCH for a key by which nothing can be judged: whatever a tool leaves would pass.
 */
export function countChecks(key: AnswerKey, instances: readonly Pick<Instance, 'sop'>[], answers: string): CountedChecks {
  let [checks, unknown] = [0, 0];
  for (const { sop } of instances)
    for (const row of key.rowsOf(sop))
      for (const { action } of key.checksOf(row).checks) {
        checks += 1;
        if (action === undefined) unknown += 1;
      }
  if (checks === unknown)
    throw new RunnerError(
      'KEY_MISMATCH',
      `--answers ${answers}: nothing can be judged by it: ${whatIsWrong(key.rows.length, checks)}. Give the key that was released with these files.`,
    );
  return { checks, unknown };
}

function whatIsWrong(rows: number, checks: number): string {
  if (rows === 0) return 'its table answer_data holds no row';
  if (checks === 0) return 'none of its rows holds a check that can be read';
  return `none of its ${checks} checks asks for an action that is known (they are written like <text_removed>)`;
}

/** What a person should know of checks that stay blank. */
export const unknownRemarks = ({ checks, unknown }: CountedChecks): string[] =>
  unknown === 0 ? [] : [`${unknown} of ${checks} checks of the answer key ask for none of the ten actions: they are not judged.`];
