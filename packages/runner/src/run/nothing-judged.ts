import type { Judged } from '@deidbench/judge';
import { judgeCollected } from './judging.ts';
import type { UnitTask } from './task.ts';

/** The judgement of a unit without any output: every check of it counts, none is passed that a missing file does not pass. */
export function nothingJudged(task: UnitTask): Judged {
  return judgeCollected(task, { root: task.work, files: [], map: [], missing: [] });
}
