import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '@deidbench/core/model';
import { SynthError } from '../errors.ts';
import { GENERATOR } from '../generator.ts';
import type { DatasetPlan } from '../plan/types.ts';
import { FILES, FOLDERS, type Settings } from '../write/settings.ts';

/** Stands in a folder while its data set is being made; holds a digest of what was asked for. */
const UNFINISHED = '.unfinished';

/** Digest of what was asked for and of whom, but for the folder. */
export function askedFor(settings: Settings, plan: DatasetPlan | readonly DatasetPlan[]): string {
  return createHash('sha256')
    .update(canonicalJson({ generator: GENERATOR, settings: { ...settings, out: '' }, plan }))
    .digest('hex');
}

/**
 * Makes the folder ready: a new or empty one, or one of an interrupted attempt, which goes on if it was asked for the same. The mark is the
 * first thing that stands in it and the last that goes, so that whatever stops this, the folder is known for unfinished.
 */
export function openFolder(out: string, asked: string): void {
  const marker = join(out, UNFINISHED);
  if (existsSync(out) && readdirSync(out).length > 0) {
    if (!existsSync(marker))
      throw new SynthError('OUT_NOT_EMPTY', `--out ${out}: is not empty and no unfinished data set. Give a new folder.`);
    if (readFileSync(marker, 'utf8') !== asked) {
      for (const name of readdirSync(out)) if (name !== UNFINISHED) rmSync(join(out, name), { recursive: true });
    }
  }
  mkdirSync(out, { recursive: true });
  writeFileSync(marker, asked);
}

/** Folders of a data set's content. */
export function makeFolders({ out }: Settings): void {
  for (const folder of [FOLDERS.input, FOLDERS.reference, FOLDERS.parts]) mkdirSync(join(out, folder), { recursive: true });
}

export const isUnfinished = (dir: string): boolean => existsSync(join(dir, UNFINISHED));

/** A finished data set of an interrupted attempt at several. */
export const isFinished = (dir: string): boolean => existsSync(join(dir, FILES.dataset)) && !isUnfinished(dir);

/** Writes the data set's file, at once and whole, when all parts are joined. */
export function writeDatasetFile({ out }: Settings, dataset: object): void {
  rmSync(join(out, FOLDERS.parts), { recursive: true, force: true });
  const path = join(out, FILES.dataset);
  writeFileSync(`${path}.part`, `${JSON.stringify(dataset, null, 2)}\n`);
  renameSync(`${path}.part`, path);
}

/** The last step: nothing but the finished data set is left. */
export function closeFolder(out: string): void {
  rmSync(join(out, UNFINISHED));
}
