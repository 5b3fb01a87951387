import type { OutputFile } from '@deidbench/judge';
import type { IntakeFile, IntakeProblem } from './intake.ts';

const AS_JUDGE_SAYS: Record<IntakeProblem, NonNullable<OutputFile['problem']>> = {
  link: 'link',
  'hard-link': 'link',
  special: 'special',
  'too-large': 'too-large',
  sparse: 'too-large',
  name: 'escape',
  'too-deep': 'escape',
  'too-many': 'escape',
  unreadable: 'escape',
};

/** What was taken in of an output folder, in the judge's words. */
export function filesForJudge(files: readonly IntakeFile[]): OutputFile[] {
  return files.map(({ path, bytes, problem }) => ({ path, bytes, ...(problem && { problem: AS_JUDGE_SAYS[problem] }) }));
}
