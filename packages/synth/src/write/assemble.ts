import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { AnswerKeyWriter, CURATORS_HEADER } from '@deidbench/judge/key';
import { appendFrom } from './by-chunks.ts';
import { partFolder, type PatientResult } from './make-patient.ts';
import { FILES, type Settings } from './settings.ts';

const COLUMNS =
  '"group", "Modality", "SOPClassUID", "PatientID", "StudyInstanceUID", "SeriesInstanceUID", "SOPInstanceUID", "Digest", "AnswerData"';
const MAP_HEADER = 'id_old,id_new\n';

/**
 * Joins the patients' parts to the files of the data set: key, its curators' form, plantings, crosswalks. Patients may come in any order and
 * are joined in that of the plan, each as soon as those before it are there; what waits is on the disk.
 */
export class Assembly {
  private readonly settings: Settings;
  private readonly order: readonly number[];
  private readonly waiting = new Map<number, PatientResult>();
  private readonly key: DatabaseSync;
  private joined = 0;
  private rows = 0;

  /** What an interrupted attempt had joined is joined anew: the parts stay until the data set is whole. */
  constructor(settings: Settings, order: readonly number[]) {
    this.settings = settings;
    this.order = order;
    const path = this.at(FILES.answers);
    rmSync(path, { force: true });
    new AnswerKeyWriter(path).close();
    this.key = new DatabaseSync(path);
    this.key.exec('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF');
    writeFileSync(this.at(FILES.planted), '');
    writeFileSync(this.at(FILES.curators), CURATORS_HEADER);
    for (const map of [FILES.uidMap, FILES.patientMap]) writeFileSync(this.at(map), MAP_HEADER);
  }

  /** Takes a patient who is done. */
  add(result: PatientResult): void {
    this.waiting.set(result.number, result);
    for (let next = this.next(); next !== undefined; next = this.next()) {
      this.waiting.delete(next.number);
      this.join(next);
      this.joined += 1;
    }
  }

  close(): void {
    this.key.close();
  }

  private next(): PatientResult | undefined {
    return this.waiting.get(this.order[this.joined] ?? 0);
  }

  private join({ number, instances, uids, id, subject }: PatientResult): void {
    this.key.prepare('ATTACH ? AS part').run(join(partFolder(this.settings, number), FILES.answers));
    this.key.exec(`INSERT INTO answer_data SELECT "index" + ${this.rows}, ${COLUMNS} FROM part.answer_data ORDER BY rowid; DETACH part`);
    this.rows += instances;
    for (const name of [FILES.planted, FILES.curators]) appendFrom(join(partFolder(this.settings, number), name), this.at(name));
    appendFileSync(this.at(FILES.uidMap), uids.map(([old, fresh]) => `${old},${fresh}\n`).join(''));
    appendFileSync(this.at(FILES.patientMap), `${id},${subject}\n`);
  }

  private at(name: string): string {
    return join(this.settings.out, name);
  }
}
