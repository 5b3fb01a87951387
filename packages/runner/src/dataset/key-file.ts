import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isCuratorsKey, readCuratorsKey } from '@deidbench/judge/key';

/** Name of the SQLite form of a key that was given in the curators' CSV form. */
const CONVERTED = 'answers.db';

/**
 * Path of a key's SQLite form: the key itself, or what is written into `folder` for one in the curators' CSV form.
 * @throws JudgeError BAD_CSV
 */
export function keyFile(answers: string, folder: string): string {
  const path = resolve(answers);
  if (!isCuratorsKey(path)) return path;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const to = join(resolve(folder), CONVERTED);
  readCuratorsKey(path, to);
  return to;
}
