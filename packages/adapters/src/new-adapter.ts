import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AdapterError, type AdapterErrorCode } from './errors.ts';
import { listAdapters, type LookIn } from './registry.ts';

const TEMPLATE = fileURLToPath(new URL('../templates/new-adapter', import.meta.url));

/**
 * Writes a working adapter to begin with into `folder/name`, and answers that folder.
 * @throws AdapterError BAD_NAME for a name that is no id, TAKEN for the id of an adapter that is found, EXISTS when the folder is there already.
 */
export async function newAdapter(folder: string, name: string, look: LookIn = {}): Promise<string> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || name.length > 48)
    throw refusal(
      'BAD_NAME',
      `"${name}" is no name for an adapter.`,
      'Use lower-case letters, digits and single hyphens, at most 48 in all.',
    );
  const other = (await listAdapters(look)).find(({ id }) => id === name);
  if (other) {
    const where = other.origin === 'built-in' ? 'an adapter that comes with deidbench' : `the adapter in ${other.folder}`;
    throw refusal('TAKEN', `${name} is the id of ${where}.`, 'Choose another name.');
  }
  const target = resolve(folder, name);
  if (existsSync(target)) throw refusal('EXISTS', `${target} is there already.`, 'Choose another name or remove the folder.');
  await mkdir(target, { recursive: true });
  for (const file of await readdir(TEMPLATE)) {
    const text = await readFile(join(TEMPLATE, file), 'utf8');
    await writeFile(join(target, file), text.replaceAll('NAME', name));
  }
  return target;
}

function refusal(code: AdapterErrorCode, problem: string, remedy: string): AdapterError {
  return new AdapterError(code, `${problem} ${remedy}`, remedy);
}
