import { openRunFolder } from '@deidbench/core/store';
import { RunnerError } from '../errors.ts';
import type { RunKind } from '../plan/plan-file.ts';

/**
 * Takes a folder for runs of one kind before anything else is written there, so that a later call may replace what it finds.
 * @throws RunnerError OTHER_RUN where a run of another kind lies; StoreError FOREIGN_RUN where other files lie.
 */
export async function claimRunFolder(out: string, kind: RunKind): Promise<void> {
  const folder = await openRunFolder(out);
  try {
    const before = folder.before?.['kind'];
    if (before !== undefined && before !== kind)
      throw new RunnerError('OTHER_RUN', `--out ${out}: holds a run that is no ${kind}; it is left as it is. Choose another folder.`);
    if (before === undefined) await folder.save({ kind });
  } finally {
    await folder.close();
  }
}
