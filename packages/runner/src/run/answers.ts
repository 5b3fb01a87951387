import { pairUnit } from '@deidbench/judge';
import type { Collected } from './collected.ts';
import { filesForJudge } from './files-for-judge.ts';
import { instanceAt, stagedName } from './invocation.ts';
import type { UnitTask } from './task.ts';

/** Which file answers which of some instances, by local number: found as the judge finds it, from the tool's map, names and what the files hold. */
export function answersOf(task: UnitTask, members: readonly number[], got: Pick<Collected, 'root' | 'files' | 'map'>): Map<number, string> {
  const { manifest } = task.tool;
  const items = members.map((local) => instanceAt(task, local));
  const { pairs } = pairUnit({
    instances: items.map(({ instance }) => instance),
    ...(task.inputRoot !== undefined && { inputRoot: task.inputRoot }),
    output: filesForJudge(got.files),
    outputRoot: got.root,
    stagedNames: items.map((item) => stagedName(manifest, item)),
    naming: manifest.output.naming,
    ...(manifest.output.suffix !== undefined && { suffix: manifest.output.suffix }),
    ...(got.map.length > 0 && { toolMap: got.map }),
  });
  return new Map(pairs.map(({ ordinal, output }) => [ordinal, output]));
}
