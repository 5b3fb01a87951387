import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { elementBytes, formatTag, officialText, readDicom, walk, type DicomFile } from '@deidbench/dicom';
import { PLANTINGS, USEFUL, type Planting, type Useful } from './plantings.ts';
import { sampleSet } from './set.ts';

const LAYOUT =
  '"index" INTEGER, "group" INTEGER, "Modality" TEXT, "SOPClassUID" TEXT, "PatientID" INTEGER, "StudyInstanceUID" TEXT, "SeriesInstanceUID" TEXT, "SOPInstanceUID" TEXT, "Digest" TEXT, "AnswerData" TEXT';

/** The sample as a set with an answer key. */
export interface SampleDataset {
  input: string;
  answers: string;
  /** Which planting or useful value each tag path of the key stands for. */
  names: Map<string, Planting | Useful>;
}

/**
 * Writes the first file of the sample into a folder as released sets come: `input/` and `answers.db`, with one check for each planted identifier
 * and each useful value.
 */
export async function writeSampleDataset(folder: string): Promise<SampleDataset> {
  const [file] = sampleSet();
  if (!file) throw new RangeError('the sample is empty');
  const input = join(folder, 'input');
  await mkdir(dirname(join(input, file.tree)), { recursive: true });
  await writeFile(join(input, file.tree), file.bytes);
  const answers = join(folder, 'answers.db');
  return { input, answers, names: writeKey(answers, readDicom(file.bytes)) };
}

/** The word as it stands in a text, with the figures behind it that tell one patient of the sample from another: official verdicts compare whole words. */
const wholeWord = (word: string, text: string): string => new RegExp(`${word}\\w*`, 'u').exec(text)?.[0] ?? word;

function writeKey(answers: string, file: DicomFile): SampleDataset['names'] {
  const found = elementsOf(file);
  const at = (place: string): Found => found.get(place.toUpperCase()) ?? notThere(place);
  const plantings = (Object.entries(PLANTINGS) as [Planting, { at: string; word: string }][]).map(([name, planting]) => ({
    name,
    ...planting,
  }));
  const useful = (Object.entries(USEFUL) as [Useful, string][]).map(([name, place]) => ({ name, at: place }));
  const digest = createHash('md5').update(at(USEFUL.pixels).bytes).digest('hex');
  const checks = [
    ...plantings.map(({ name, at: place, word }) =>
      check(at(place), removalOf(name), removalOf(name) === 'text_removed' ? wholeWord(word, at(place).text) : at(place).text),
    ),
    ...useful.map(({ name, at: place }) =>
      name === 'pixels' ? check(at(place), 'pixels_retained', digest) : check(at(place), 'text_retained', at(place).text),
    ),
  ];
  const [sopClass, patient, ...uids] = ['(0008,0016)', '(0010,0020)', '(0020,000D)', '(0020,000E)', '(0008,0018)'].map(
    (place) => at(place).text,
  );
  const database = new DatabaseSync(answers);
  database.exec(`CREATE TABLE "answer_data" (${LAYOUT})`);
  const insert = database.prepare('INSERT INTO answer_data VALUES (0, 1, ?, ?, ?, ?, ?, ?, ?, ?)');
  insert.run('CT', sopClass ?? '', Number(patient), ...uids, digest, JSON.stringify(Object.fromEntries(checks.entries())));
  database.close();
  return new Map([...plantings, ...useful].map(({ name, at: place }) => [at(place).path, name]));
}

interface Found {
  /** Tag path as the key writes it, `<(0009,"GEMS_IDEN_01",02)>`. */
  path: string;
  tag: string;
  text: string;
  bytes: Uint8Array;
}

/** Elements by their place as `PLANTINGS` writes it: `(0040,0275)[0](0032,1060)`. */
function elementsOf(file: DicomFile): Map<string, Found> {
  const found = new Map<string, Found>();
  walk(file, (element, item, path) => {
    const tag = formatTag(element.tag);
    const place = path.includes('"') ? tag : path.replaceAll(/[<>]/gu, '').replace('[0000]', '[0]');
    found.set(place.toUpperCase(), { path, tag, text: officialText(file, item, element), bytes: elementBytes(file, element) });
  });
  return found;
}

function notThere(place: string): never {
  throw new RangeError(`the sample has no element ${place}`);
}

function removalOf(name: Planting): 'uid_changed' | 'date_shifted' | 'text_removed' {
  if (name.endsWith(' uid')) return 'uid_changed';
  // The birth date is to be emptied, not shifted.
  return / date(time)?$/u.test(name) && name !== 'birth date' ? 'date_shifted' : 'text_removed';
}

/** One check in the released form; texts stand between `<` and `>`. */
function check({ path, tag, text }: Found, action: string, actionText: string): Record<string, unknown> {
  const none = {
    hipaa: { z: null, m: null },
    dicom: { p15: null, iod: null, safe: null },
    tcia: { ptkb: null, p15: null, rev: null },
    prev_cat: null,
  };
  return {
    scope: '<Instance>',
    tag: `<${tag}>`,
    tag_ds: path,
    tag_name: `<${tag}>`,
    value: `<${text}>`,
    action: `<${action}>`,
    action_text: `<${actionText}>`,
    answer_category: [],
    answer_category_v2: none,
  };
}
