import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AdapterError } from './errors.ts';

const TEMPLATE = fileURLToPath(new URL('../templates/new-adapter', import.meta.url));

/**
 * Writes a working adapter to begin with into `folder/name`, and answers that folder.
 * @throws AdapterError BAD_NAME for a name that is no id, EXISTS when the folder is there already.
 */
export async function newAdapter(folder: string, name: string): Promise<string> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || name.length > 48) {
    throw new AdapterError(
      'BAD_NAME',
      `"${name}" is no name for an adapter.`,
      'Use lower-case letters, digits and single hyphens, at most 48.',
    );
  }
  const target = resolve(folder, name);
  if (existsSync(target)) throw new AdapterError('EXISTS', `${target} is there already.`, 'Choose another name or remove the folder.');
  await mkdir(target, { recursive: true });
  for (const file of await readdir(TEMPLATE)) {
    const text = await readFile(join(TEMPLATE, file), 'utf8');
    await writeFile(join(target, file), text.replaceAll('NAME', name));
  }
  return target;
}
