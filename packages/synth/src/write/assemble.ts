import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AnswerKeyWriter, CURATORS_HEADER } from '@deidbench/judge/key';
import type { PatientResult } from './make-patient.ts';
import { partFolder } from './make-patient.ts';
import { FILES, type Settings } from './settings.ts';

/** Joins the patients' parts in the order of their numbers: key, plantings, crosswalks. */
export function assemble(settings: Settings, results: readonly PatientResult[]): void {
  joinKeys(settings, results);
  joinFiles(settings, results, FILES.planted, '');
  joinFiles(settings, results, FILES.curators, CURATORS_HEADER);
  writeMap(
    join(settings.out, FILES.uidMap),
    results.flatMap(({ uids }) => uids),
  );
  writeMap(
    join(settings.out, FILES.patientMap),
    results.map(({ id, subject }) => [id, subject]),
  );
}

function joinFiles(settings: Settings, results: readonly PatientResult[], name: string, header: string): void {
  const path = join(settings.out, name);
  writeFileSync(path, header);
  for (const { number } of results) appendFileSync(path, readFileSync(join(partFolder(settings, number), name)));
}

function joinKeys(settings: Settings, results: readonly PatientResult[]): void {
  const path = join(settings.out, FILES.answers);
  // What an interrupted attempt had joined is joined anew: the parts stay until all are.
  rmSync(path, { force: true });
  new AnswerKeyWriter(path).close();
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF');
  let rows = 0;
  for (const { number, instances } of results) {
    const part = join(partFolder(settings, number), FILES.answers);
    database.prepare('ATTACH ? AS part').run(part);
    const columns =
      '"group", "Modality", "SOPClassUID", "PatientID", "StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID", "Digest", "AnswerData"';
    database.exec(`INSERT INTO answer_data SELECT "index" + ${rows}, ${columns} FROM part.answer_data ORDER BY "index"; DETACH part`);
    rows += instances;
  }
  database.close();
}

function writeMap(path: string, rows: readonly (readonly [string, string])[]): void {
  writeFileSync(path, `id_old,id_new\n${rows.map(([old, fresh]) => `${old},${fresh}\n`).join('')}`);
}

/** SHA-256 over path and MD5 of all input files, sorted by path. */
export function contentDigest(results: readonly PatientResult[]): string {
  const lines = results.flatMap(({ files }) => files.map(([path, digest]) => `${path} ${digest}\n`)).toSorted((a, b) => (a < b ? -1 : 1));
  return createHash('sha256').update(lines.join('')).digest('hex');
}
