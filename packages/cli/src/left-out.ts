import { printable } from '@deidbench/report';
import type { SkippedFile } from '@deidbench/runner';

/** Lines about files that are not used. A name is shown, never obeyed by a terminal. */
export const leftOut = (skipped: readonly SkippedFile[]): string[] =>
  skipped.map(({ path, problem }) => printable(`${path}: left out, ${problem}.`));
