import { constants, copyFileSync, chmodSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A file to be shown to a tool: where it lies, and under which neutral name it appears. */
export interface StagedFile {
  ordinal: number;
  from: string;
  name: string;
}

/**
 * Copies files under their neutral names into a new folder. Always copies, never links: a tool that edits in place, or follows a
 * link, must not reach the dataset. Copy-on-write where the file system has it.
 */
export function stageFiles(files: readonly StagedFile[], folder: string): void {
  mkdirSync(folder, { recursive: true });
  const made = new Set<string>();
  for (const file of files) {
    const target = join(folder, file.name);
    const parent = dirname(target);
    if (!made.has(parent)) {
      mkdirSync(parent, { recursive: true });
      made.add(parent);
    }
    copyFileSync(file.from, target, constants.COPYFILE_FICLONE);
    // A dataset on read-only media gives read-only copies, which could neither be changed in place nor removed.
    chmodSync(target, 0o644);
  }
}
