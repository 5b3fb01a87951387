import { existsSync, readFileSync } from 'node:fs';
import { JudgeError } from '../errors.ts';
import { parseCsv } from './csv.ts';
import type { Notes } from './notes.ts';

/** A file below the output folder with its place in an official batch, which is the table's file_index. */
export interface BatchMember {
  file: string;
  place: number;
}

/**
 * Reads a list of official batches: CSV with the columns batch, file_index and file (a path below the output folder). The official script judges
 * in batches, and what is absent from a file depends on its neighbours there.
 * @throws {JudgeError} NO_FILE, BAD_BATCHES
 */
export function readBatches(path: string): BatchMember[][] {
  if (!existsSync(path)) throw new JudgeError('NO_FILE', `${path}: no such file; give a CSV file with the columns batch,file_index,file.`);
  const [header = [], ...rows] = parseCsv(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  const [batch, place, file] = ['batch', 'file_index', 'file'].map((name) => header.indexOf(name)) as [number, number, number];
  if (batch < 0 || place < 0 || file < 0) {
    throw new JudgeError(
      'BAD_BATCHES',
      `${path}: its first line is no header (${header.length} columns found); it must name batch, file_index and file.`,
    );
  }
  const batches = new Map<string, BatchMember[]>();
  for (const row of rows) {
    const members = batches.get(row[batch] ?? '') ?? [];
    members.push({ place: Number(row[place]), file: row[file] ?? '' });
    batches.set(row[batch] ?? '', members);
  }
  return [...batches.values()].map((members) => members.toSorted((a, b) => a.place - b.place));
}

/**
 * Batches of the files that are there; files of no batch follow, each by itself. Without a list every instance is a batch: files with the same
 * SOP Instance UID are together even so, because the official script forms batches of instances. `sopOf` gives a file's, undefined when it can't be read.
 */
export function arrange(
  files: readonly string[],
  listed: readonly (readonly BatchMember[])[] | undefined,
  sopOf: (file: string) => string | undefined,
  notes: Notes,
): (readonly BatchMember[])[] {
  if (listed === undefined) return byInstance(files, sopOf);
  const left = new Set(files);
  const batches = listed.map((batch) =>
    batch.filter(({ file }) => {
      if (left.delete(file)) return true;
      notes.add('NO_SUCH_FILE', file);
      return false;
    }),
  );
  return [...batches.filter((batch) => batch.length > 0), ...byInstance([...left], () => undefined)];
}

function byInstance(files: readonly string[], sopOf: (file: string) => string | undefined): BatchMember[][] {
  const batches: BatchMember[][] = [];
  const bySop = new Map<string, BatchMember[]>();
  for (const file of files) {
    const sop = sopOf(file);
    const same = sop === undefined ? undefined : bySop.get(sop);
    if (same !== undefined) {
      same.push({ file, place: same.length });
      continue;
    }
    const batch = [{ file, place: 0 }];
    batches.push(batch);
    if (sop !== undefined) bySop.set(sop, batch);
  }
  return batches;
}
