import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { canonicalJson, type Dataset, type SideDigests } from '@deidbench/core/model';
import { FILES } from '../write/settings.ts';
import { listFiles } from './list-files.ts';

const sha256 = () => createHash('sha256');

/**
 * Digests of all that stands beside the input of a data set: key, curated twin, crosswalks, plantings. `reference`: where the twin's digest
 * is known already.
 */
export function sideDigests(
  { answers, reference, uidMap, patientMap, planted }: Dataset,
  at: (path: string) => string,
  known: { reference?: string } = {},
): SideDigests {
  const ofFile = (path: string | undefined): string | undefined =>
    path === undefined || !existsSync(at(path)) ? undefined : fileDigest(at(path));
  const digests = {
    answers: keyDigest(at(answers)),
    curators: ofFile(FILES.curators),
    reference: known.reference ?? (reference === undefined ? undefined : treeDigest(filesWithDigests(at(reference)))),
    uidMap: ofFile(uidMap),
    patientMap: ofFile(patientMap),
    planted: ofFile(planted),
  };
  return Object.fromEntries(Object.entries(digests).filter(([, digest]) => digest !== undefined)) as unknown as SideDigests;
}

/** One digest for all of them: what organisers publish before they show the sealed side. */
export const sealOf = (digests: SideDigests): string => sha256().update(canonicalJson(digests)).digest('hex');

/** SHA-256 over path and MD5 of files, sorted by path. */
export function treeDigest(files: readonly (readonly [path: string, md5: string])[]): string {
  const lines = files.map(([path, md5]) => `${path} ${md5}\n`).toSorted((a, b) => (a < b ? -1 : 1));
  return sha256().update(lines.join('')).digest('hex');
}

const filesWithDigests = (root: string): [path: string, md5: string][] =>
  listFiles(root).map((path) => [
    path,
    createHash('md5')
      .update(readFileSync(join(root, path)))
      .digest('hex'),
  ]);

const SQLITE = 'SQLite format 3\0';

/** Of the key's rows in their order, columns by name: releases of SQLite write other bytes for the same rows. Of the bytes where it's no SQLite file. */
export function keyDigest(path: string): string {
  if (!existsSync(path) || !startsWith(path, SQLITE)) return existsSync(path) ? fileDigest(path) : '';
  const hash = sha256();
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    for (const row of database.prepare('SELECT * FROM answer_data ORDER BY rowid').iterate())
      for (const [column, value] of Object.entries(row)) hash.update(`${column}\0`).update(`${String(value)}\0`);
  } finally {
    database.close();
  }
  return hash.digest('hex');
}

const CHUNK = 1 << 20;

function fileDigest(path: string): string {
  const hash = sha256();
  const file = openSync(path, 'r');
  try {
    const chunk = Buffer.allocUnsafe(CHUNK);
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) hash.update(chunk.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

function startsWith(path: string, text: string): boolean {
  const file = openSync(path, 'r');
  try {
    const start = Buffer.alloc(text.length);
    readSync(file, start);
    return start.toString('latin1') === text;
  } finally {
    closeSync(file);
  }
}
