import { opendirSync, statSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { JudgeError } from '../errors.ts';
import type { Notes } from './notes.ts';

/** Entries of a folder by name, numbers in numeric order. Names only: nothing of their content is kept. */
function entriesOf(folder: string): Dirent[] {
  const directory = opendirSync(folder);
  const entries: Dirent[] = [];
  try {
    for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) entries.push(entry);
  } finally {
    directory.closeSync();
  }
  const collator = new Intl.Collator('en', { numeric: true });
  return entries.toSorted((a, b) => collator.compare(a.name, b.name));
}

/**
 * Regular files below a folder, with forward slashes, folder by folder. Links and special files are noted and not followed,
 * hidden files and folders noted and left out, as the official script's pattern does.
 * @throws {JudgeError} NO_OUTPUT when there is no such folder
 */
export function listFiles(root: string, notes: Notes): string[] {
  if (!statSync(root, { throwIfNoEntry: false })?.isDirectory()) {
    throw new JudgeError('NO_OUTPUT', `${root}: no such folder; give the folder that the de-identifier wrote.`);
  }
  const files: string[] = [];
  const walk = (folder: string): void => {
    for (const entry of entriesOf(join(root, folder))) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.name.startsWith('.')) notes.add('HIDDEN_FILE', path);
      else if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) files.push(path);
      else notes.add('NOT_A_FILE', path);
    }
  };
  walk('');
  return files;
}
