import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '@deidbench/core/model';
import { SynthError } from '../errors.ts';
import type { DatasetPlan } from '../plan/types.ts';
import { FOLDERS, type Settings } from '../write/settings.ts';

/** Stands in a folder while its data set is being made; holds a digest of what was asked for. */
const UNFINISHED = '.unfinished';

/** Makes the folder ready: a new or empty one, or one of an interrupted attempt, which goes on if it was asked for the same. */
export function openFolder(settings: Settings, plan: DatasetPlan): void {
  const { out } = settings;
  const asked = createHash('sha256')
    .update(canonicalJson({ settings: { ...settings, out: '' }, plan }))
    .digest('hex');
  const marker = join(out, UNFINISHED);
  if (existsSync(out) && readdirSync(out).length > 0) {
    if (!existsSync(marker))
      throw new SynthError('OUT_NOT_EMPTY', `--out ${out}: is not empty and no unfinished data set. Give a new folder.`);
    if (readFileSync(marker, 'utf8') !== asked) for (const name of readdirSync(out)) rmSync(join(out, name), { recursive: true });
  }
  for (const folder of [FOLDERS.input, FOLDERS.reference, FOLDERS.parts]) mkdirSync(join(out, folder), { recursive: true });
  writeFileSync(marker, asked);
}

export const isUnfinished = (dir: string): boolean => existsSync(join(dir, UNFINISHED));

/** The last step but one: nothing but the finished data set is left. */
export function closeFolder({ out }: Settings): void {
  rmSync(join(out, FOLDERS.parts), { recursive: true });
  rmSync(join(out, UNFINISHED));
}
