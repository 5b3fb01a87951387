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
    throw new JudgeError('BAD_BATCHES', `${path}: the header is "${header.join(',')}"; it must name batch, file_index and file.`);
  }
  const batches = new Map<string, BatchMember[]>();
  for (const row of rows) {
    const members = batches.get(row[batch] ?? '') ?? [];
    members.push({ place: Number(row[place]), file: row[file] ?? '' });
    batches.set(row[batch] ?? '', members);
  }
  return [...batches.values()].map((members) => members.toSorted((a, b) => a.place - b.place));
}

/** Batches of the files that are there; files of no batch follow, each by itself. Without a list every file is a batch. */
export function arrange(
  files: readonly string[],
  listed: readonly (readonly BatchMember[])[] | undefined,
  notes: Notes,
): (readonly BatchMember[])[] {
  const alone = (file: string): BatchMember[] => [{ file, place: 0 }];
  if (listed === undefined) return files.map(alone);
  const left = new Set(files);
  const batches = listed.map((batch) =>
    batch.filter(({ file }) => {
      if (left.delete(file)) return true;
      notes.add('NO_SUCH_FILE', file);
      return false;
    }),
  );
  return [...batches.filter((batch) => batch.length > 0), ...[...left].map(alone)];
}
