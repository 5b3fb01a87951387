import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { canonicalJson } from '@deidbench/core/model';
import type { Manifest } from '@deidbench/core/manifest';
import { PYTHON_DRIVER } from './pip.ts';

/** SHA-256, hex, of all that decides what is installed: the manifest's install part and the bytes of the files it names. */
export async function installDigest(manifest: Manifest, folder: string): Promise<string> {
  const hash = createHash('sha256').update(canonicalJson(manifest.install));
  for (const file of filesOf(manifest, folder)) hash.update('\0').update(await readFile(file));
  return hash.digest('hex');
}

function filesOf({ install }: Manifest, folder: string): string[] {
  if (install.kind === 'pip') return [join(folder, install.lock), PYTHON_DRIVER];
  if (install.kind === 'npm') return [join(folder, install.lock), join(folder, dirname(install.lock), 'package.json')];
  return [];
}
