import { chmodSync, cpSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Collected } from './collected.ts';

/** Moves the readable files of an output to where they are kept, under the names that the tool gave them. Answers their bytes. */
export function keepOutput(collected: Collected, target: string): number {
  rmSync(target, { recursive: true, force: true });
  let bytes = 0;
  for (const file of collected.files) {
    if (file.problem) continue;
    const to = join(target, file.path);
    mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
    moveFile(join(collected.root, file.path), to);
    chmodSync(to, 0o600);
    bytes += file.bytes;
  }
  return bytes;
}

/** Renames, or copies where source and target lie on different file systems. */
export function moveFile(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EXDEV')) throw error;
    cpSync(from, to);
  }
}
