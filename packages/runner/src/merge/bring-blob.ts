import { copyFileSync, linkSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { TEMPORARY } from '@deidbench/core/store';

/** Gives a blob a place in another run folder, whole or not at all; what lay there before is replaced. */
export function bringBlob(from: string, to: string): void {
  const temporary = join(dirname(to), `.${basename(to)}.${process.pid}${TEMPORARY}`);
  rmSync(temporary, { force: true });
  try {
    linkSync(from, temporary);
  } catch {
    // Another file system, or one without hard links.
    copyFileSync(from, temporary);
  }
  renameSync(temporary, to);
  // Two links to one file: the system leaves both.
  rmSync(temporary, { force: true });
}
