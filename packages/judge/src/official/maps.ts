import { existsSync, readFileSync } from 'node:fs';
import type { IdMaps } from '../actions/types.ts';
import { JudgeError } from '../errors.ts';
import { parseCsv } from './csv.ts';
import { separatorOf, sheetText } from './sheet.ts';

/** A crosswalk as it was read, with what was odd about it. */
export interface Crosswalk {
  path: string;
  map: Map<string, string>;
  /** Rows that repeat an old identifier; the first one counts. */
  repeated: number;
}

const HEADERS = [
  ['id_old', 'id_new'],
  ['evaluation', 'de-identified'],
] as const;

/**
 * Reads a crosswalk: CSV with the headers `id_old,id_new` or `evaluation,de-identified`, parted by commas, or by semicolons or tabs as
 * spreadsheets do it. Of rows with the same old identifier the first counts.
 * @throws {JudgeError} NO_FILE, BAD_MAP
 */
export function readCrosswalk(path: string): Crosswalk {
  if (!existsSync(path)) throw new JudgeError('NO_FILE', `${path}: no such file; give a CSV file with the header id_old,id_new.`);
  const text = sheetText(readFileSync(path)).replace(/^sep=.\r?\n/u, '');
  const [first = [], ...rows] = parseCsv(text, separatorOf(text));
  const header = first.map((cell) => cell.trim());
  const names = HEADERS.find((pair) => pair.every((name) => header.includes(name)));
  if (names === undefined) {
    throw new JudgeError(
      'BAD_MAP',
      `${path}: its first line is no header (${header.length} columns found); it must name id_old,id_new or evaluation,de-identified.`,
    );
  }
  const [from, to] = names.map((name) => header.indexOf(name)) as [number, number];
  const map = new Map<string, string>();
  let repeated = 0;
  for (const row of rows) {
    const old = row[from] ?? '';
    if (map.has(old)) repeated += 1;
    else map.set(old, row[to] ?? '');
  }
  return { path, map, repeated };
}

/** Both crosswalks of an output, and how many of their rows repeat an old identifier. */
export function readIdMaps(uidPath: string, patientPath: string): IdMaps & { repeated: number } {
  const uid = readCrosswalk(uidPath);
  const patient = readCrosswalk(patientPath);
  return { uids: uid.map, patients: patient.map, repeated: uid.repeated + patient.repeated };
}
