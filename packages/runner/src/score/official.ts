import { join, resolve } from 'node:path';
import { keyFile } from '../dataset/key-file.ts';
import { openAnswerKey } from '@deidbench/judge/key';
import {
  importPixelEdits,
  PILLOW_SYNTAXES,
  readBatches,
  readIdMaps,
  readingLuma,
  scoreOfficial,
  type OfficialResult,
} from '@deidbench/judge/official';
import type { IodAtHand } from '../iod/at-hand.ts';
import { writeIodReport } from '../iod/official-report.ts';
import { ReaderPool } from '../run/reader.ts';

export interface OfficialRequest {
  answers: string;
  deid: string;
  uidMap: string;
  patientMap: string;
  /** CSV of the batches in which the official script judged; without it every file is judged by itself. */
  batches?: string;
  /** The validator of IODs, for `dciodvfy_report.csv`; without it that file is not written. */
  iod: IodAtHand;
  /** Run folder; the files go into its sub-folder `official`. */
  out: string;
}

/**
 * Writes the files of the official MIDI validation script into `official/`: its semantics alone, untouched by anything that is checked beyond.
 * @throws JudgeError for a key, crosswalk or list of batches that can't be read.
 */
export async function writeOfficial(request: OfficialRequest): Promise<OfficialResult & { folder: string; iod: string }> {
  const key = openAnswerKey(keyFile(request.answers, resolve(request.out)));
  const pool = await ReaderPool.find();
  try {
    const folder = join(resolve(request.out), 'official');
    const reader = pool.asTextReader();
    const result = await scoreOfficial({
      key,
      outputFolder: resolve(request.deid),
      maps: readIdMaps(resolve(request.uidMap), resolve(request.patientMap)),
      ...(request.batches !== undefined && { batches: readBatches(resolve(request.batches)) }),
      reader: reader && readingLuma(reader),
      decodes: PILLOW_SYNTAXES,
      folder,
    });
    return { ...result, folder, iod: await iodReport(request, folder) };
  } finally {
    await pool.close();
    key.close();
  }
}

/**
 * Brings an edited pixel_validation.xlsx into the official files of a run folder and writes the reports anew.
 * @throws JudgeError where the run holds no official files, or the sheet is not one of them.
 */
export async function importOfficialEdits(run: string, sheet?: string): Promise<OfficialResult & { folder: string }> {
  const folder = join(resolve(run), 'official');
  return { ...(await importPixelEdits(folder, sheet === undefined ? undefined : resolve(sheet))), folder };
}

/** One line that says what became of `dciodvfy_report.csv`. */
async function iodReport({ iod, deid }: OfficialRequest, folder: string): Promise<string> {
  if (!('validator' in iod)) return `no dciodvfy_report.csv: ${iod.absent}`;
  const { rows, failed } = await writeIodReport(iod.validator.program, deid, folder);
  return `dciodvfy_report.csv: ${rows} rows${failed > 0 ? `; ${iod.validator.name} crashed or hung at ${failed} files` : ''}`;
}
