import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fold } from '@deidbench/core/model';
import { writeWhole } from '../write/write-file.ts';
import { fileWord } from './clean-text.ts';

/** Files of a run folder that hold values of findings, by the format that writes them. */
export const FILES_WITH_VALUES = {
  html: () => ['report/index.html'],
  csv: () => ['findings.csv'],
  xlsx: () => ['report/report.xlsx'],
  rows: (fold) => fold.tools.map(({ id, profile }) => `findings/${fileWord(id)}.${fileWord(profile)}.csv.zst`),
} satisfies Record<string, (fold: Pick<Fold, 'tools'>) => string[]>;

/** Names the files that were written with values as they are, so that a masked report leaves none of them behind. */
const RECORD = 'report/unmasked.json';
/** Whatever the record of a run folder from elsewhere says, nothing else is ever removed. */
const REMOVABLE = /^(?:report\/index\.html|findings\.csv|report\/report\.xlsx|findings\/[\w-][\w.-]*\.csv\.zst)$/u;

/** Notes files before values are written to them unmasked. */
export async function noteUnmasked(runDir: string, files: readonly string[]): Promise<void> {
  const all = new Set([...(await unmaskedFiles(runDir)), ...files]);
  await writeWhole(join(runDir, RECORD), `${JSON.stringify([...all].toSorted(), null, 2)}\n`, { secret: true });
}

/** Removes unmasked files of an earlier report, but for those that are about to be written masked; answers the paths removed. */
export async function removeUnmasked(runDir: string, rewritten: readonly string[]): Promise<string[]> {
  const left = (await unmaskedFiles(runDir)).filter((file) => !rewritten.includes(file)).map((file) => join(runDir, file));
  const there = left.filter((path) => existsSync(path));
  for (const path of there) await rm(path);
  return there;
}

/** Nothing unmasked is left. */
export async function forgetUnmasked(runDir: string): Promise<void> {
  await rm(join(runDir, RECORD), { force: true });
}

async function unmaskedFiles(runDir: string): Promise<string[]> {
  const text = await readFile(join(runDir, RECORD), 'utf8').catch(() => '[]');
  try {
    const files: unknown = JSON.parse(text);
    if (Array.isArray(files)) return files.filter((file): file is string => typeof file === 'string' && REMOVABLE.test(file));
  } catch {
    // A record that deidbench did not write names nothing.
  }
  return [];
}
