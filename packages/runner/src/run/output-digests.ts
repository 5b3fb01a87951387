import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { digestFile } from '../digest-file.ts';
import type { IntakeFile } from './intake.ts';

export interface OutputDigests {
  /** MD5, hex, by path. */
  byPath: Map<string, string>;
  /** SHA-256 over all paths and digests: equal outputs give equal digests. */
  whole: string;
}

/** Digests of the files of an output that may be opened. */
export function digestOutput(root: string, files: readonly IntakeFile[]): OutputDigests {
  const byPath = new Map<string, string>();
  const whole = createHash('sha256');
  for (const { path, problem } of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    if (!problem) byPath.set(path, digestFile(join(root, path), 'md5'));
    whole.update(`${path}\0${problem ?? byPath.get(path)}\n`);
  }
  return { byPath, whole: whole.digest('hex') };
}
