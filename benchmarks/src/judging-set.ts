import { join } from 'node:path';
import type { TextReader } from '@deidbench/core/model';
import { readDicomFile } from '@deidbench/dicom';
import { openAnswerKey } from '@deidbench/judge/key';
import { judgeOutputs, listFiles, Notes, readIdMaps, scoreOfficial } from '@deidbench/judge/official';

/** Files of a dataset that holds a reference: the output of a de-identifier without fault. */
export interface JudgedSet {
  key: string;
  output: string;
  uidMap: string;
  patientMap: string;
}

export const judgedSet = (dataset: string): JudgedSet => ({
  key: join(dataset, 'answers.db'),
  output: join(dataset, 'reference'),
  uidMap: join(dataset, 'uid_mapping.csv'),
  patientMap: join(dataset, 'patid_mapping.csv'),
});

/** Reads nothing, as the stand-in on the other side does: cutting boxes is measured, recognising text is not. */
const reader: TextReader = {
  name: 'nothing',
  version: '0',
  read: (boxes) => Promise.resolve(boxes.map(() => ({ text: '', confidence: 0 }))),
};

/** What is measured, each over all files of a set; answers the number of files, or of checks for the key. */
export const STAGES = {
  files: (set: JudgedSet) => listFiles(set.output, new Notes()).length,
  key: (set: JudgedSet) => {
    const key = openAnswerKey(set.key);
    let checks = 0;
    for (const row of key.rows) checks += key.checksOf(row).checks.length;
    key.close();
    return checks;
  },
  heads: (set: JudgedSet) => {
    const files = listFiles(set.output, new Notes());
    for (const file of files) readDicomFile(join(set.output, file), { stopBeforePixels: true });
    return files.length;
  },
  checks: async (set: JudgedSet) => {
    const key = openAnswerKey(set.key);
    let rows = 0;
    const input = { key, outputFolder: set.output, maps: readIdMaps(set.uidMap, set.patientMap) };
    for await (const batch of judgeOutputs(input, new Notes())) rows += batch.length;
    key.close();
    return rows;
  },
  official: async (set: JudgedSet, folder: string) => {
    const key = openAnswerKey(set.key);
    const maps = readIdMaps(set.uidMap, set.patientMap);
    const { rows } = await scoreOfficial({ key, outputFolder: set.output, maps, reader, folder });
    key.close();
    return rows;
  },
} satisfies Record<string, (set: JudgedSet, folder: string) => number | Promise<number>>;

export type Stage = keyof typeof STAGES;
