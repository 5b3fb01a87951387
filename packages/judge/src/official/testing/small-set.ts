import { hash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bytesElement, EXPLICIT_LE, numberElement, sequence, textElement, writeDicom, type WElement } from '@deidbench/dicom';
import { VERDICT } from '@deidbench/core/model';
import { openAnswerKey } from '../../key/answer-key.ts';
import { writeAnswerKey, type KeyEntry, type KeyInstance } from '../../key/write.ts';
import { readIdMaps } from '../maps.ts';
import { judgeOutputs } from '../judge-outputs.ts';
import { Notes } from '../notes.ts';
import { standInReader, standInRow } from './stand-in-reader.ts';

const CT = '1.2.840.10008.5.1.4.1.1.2';
const WIDTH = 48;
const HEIGHT = 8;

/** What a file of the set holds; the originals and a right de-identification of them differ in this alone. */
export interface SmallFile {
  sop: string;
  patient: string;
  /** Empty text for an empty element, undefined for none. */
  name: string | undefined;
  description: string | undefined;
  date: string | undefined;
  reference: string;
  burnedIn: string;
  firstPixel: number;
  sex: string | undefined;
}

export const original = (number: number): SmallFile => ({
  sop: `1.2.3.${number}`,
  patient: '123456',
  name: 'Oldenburg^Maria',
  description: 'CHEST for Maria Oldenburg',
  date: '20190304',
  reference: `1.2.3.${number + 100}`,
  burnedIn: number === 1 ? 'Oldenburg, Maria' : '',
  firstPixel: 7,
  sex: 'F',
});

export const curated = (number: number): SmallFile => ({
  ...original(number),
  sop: `2.25.${number}`,
  patient: 'SET-001',
  name: 'SET-001',
  description: 'CHEST',
  date: '20180101',
  reference: `2.25.${number + 100}`,
  burnedIn: '',
});

function pixelsOf({ burnedIn, firstPixel }: SmallFile): Uint8Array {
  const pixels = new Uint8Array(WIDTH * HEIGHT).fill(50);
  pixels[0] = firstPixel;
  if (burnedIn !== '') pixels.set(standInRow([burnedIn], WIDTH), WIDTH * 4);
  return pixels;
}

export function dicomOf(file: SmallFile): Uint8Array {
  const text = (tag: number, vr: string, value: string): WElement => textElement(tag, vr, value);
  const optional = (tag: number, vr: string, value: string | undefined): WElement[] => (value === undefined ? [] : [text(tag, vr, value)]);
  return writeDicom({
    meta: [text(0x00020002, 'UI', CT), text(0x00020003, 'UI', file.sop)],
    transferSyntax: EXPLICIT_LE,
    elements: [
      text(0x00080016, 'UI', CT),
      text(0x00080018, 'UI', file.sop),
      ...optional(0x00080020, 'DA', file.date),
      text(0x00080060, 'CS', 'CT'),
      ...optional(0x00081030, 'LO', file.description),
      sequence(0x00081140, [[text(0x00081155, 'UI', file.reference)]]),
      ...optional(0x00100010, 'PN', file.name),
      text(0x00100020, 'LO', file.patient),
      ...optional(0x00100040, 'CS', file.sex),
      text(0x0020000d, 'UI', '2.25.9'),
      text(0x0020000e, 'UI', '2.25.8'),
      numberElement(0x00280002, 'US', 1),
      text(0x00280004, 'CS', 'MONOCHROME2'),
      numberElement(0x00280010, 'US', HEIGHT),
      numberElement(0x00280011, 'US', WIDTH),
      numberElement(0x00280100, 'US', 8),
      numberElement(0x00280101, 'US', 8),
      numberElement(0x00280102, 'US', 7),
      numberElement(0x00280103, 'US', 0),
      bytesElement(0x7fe00010, 'OB', pixelsOf(file)),
    ],
  });
}

/** Checks of an original: each of the ten actions once, or twice. */
export function checksOf(number: number): KeyEntry[] {
  const entry = (
    action: KeyEntry['action'],
    tag: string,
    tagName: string,
    value: string | null,
    actionText: string | null,
    codes: KeyEntry['codes'],
  ): KeyEntry => ({
    scope: 'Instance',
    action,
    tag: tag.slice(-11),
    tagPath: tag,
    tagName,
    value,
    actionText,
    codes,
  });
  const { name, description, date, reference, sex } = original(number);
  const box = { text: 'Oldenburg, Maria [F]', top_left: [0, 4], bottom_right: [WIDTH, 5] };
  const hidden = {
    ...entry('pixels_hidden', '(0000,0000)', '', null, JSON.stringify(box), { hipaa_m: 'HIPAA-A' }),
    tag: null,
    tagPath: null,
    tagName: null,
  };
  return [
    entry('tag_retained', '(0010,0010)', "Patient's Name", name!, null, { dicom_iod: 'DICOM-IOD-2' }),
    entry('text_notnull', '(0010,0040)', "Patient's Sex", sex!, null, { dicom_iod: 'DICOM-IOD-1' }),
    entry('text_removed', '(0008,1030)', 'Study Description', description!, 'Maria Oldenburg', { hipaa_m: 'HIPAA-A' }),
    entry('text_retained', '(0008,1030)', 'Study Description', description!, 'CHEST', { tcia_p15: 'TCIA-P15-DESC-C' }),
    entry('date_shifted', '(0008,0020)', 'Study Date', date!, date!, { hipaa_m: 'HIPAA-C' }),
    entry('uid_changed', '(0008,1140)>[<0000>]<(0008,1155)', 'Referenced SOP Instance UID', reference, reference, { hipaa_m: 'HIPAA-R' }),
    entry('uid_consistent', '(0008,1140)>[<0000>]<(0008,1155)', 'Referenced SOP Instance UID', reference, null, {
      dicom_p15: 'DICOM-P15-BASIC-U',
    }),
    entry('patid_consistent', '(0010,0020)', 'Patient ID', '123456', null, { dicom_p15: 'DICOM-P15-BASIC-C' }),
    ...(number === 1
      ? [hidden]
      : [
          entry('pixels_retained', '(7fe0,0010)', 'Pixel Data', 'REMOVED', hash('md5', pixelsOf(original(number)), 'hex'), {
            tcia_p15: 'TCIA-P15-PIX-K',
          }),
        ]),
  ];
}

export const keyInstance = (number: number): KeyInstance => ({
  modality: 'CT',
  sopClass: CT,
  patient: '123456',
  study: '1.2.9',
  series: '1.2.8',
  sop: `1.2.3.${number}`,
  digest: null,
  checks: checksOf(number),
});

export interface SmallSet {
  key: string;
  output: string;
  uidMap: string;
  patientMap: string;
}

/** Writes a key for the originals 1 to 3, an output folder with the given files, and the maps. */
export function writeSmallSet(folder: string, files: Record<string, SmallFile | Uint8Array>): SmallSet {
  const paths = {
    key: join(folder, 'answers.db'),
    output: join(folder, 'out'),
    uidMap: join(folder, 'uid.csv'),
    patientMap: join(folder, 'pat.csv'),
  };
  mkdirSync(paths.output, { recursive: true });
  writeAnswerKey(paths.key, [1, 2, 3].map(keyInstance));
  for (const [name, file] of Object.entries(files)) {
    mkdirSync(dirname(join(paths.output, name)), { recursive: true });
    writeFileSync(join(paths.output, name), file instanceof Uint8Array ? file : dicomOf(file));
  }
  const uids = [1, 2, 3, 101, 102, 103].map((n) => `1.2.3.${n},2.25.${n}\n`);
  writeFileSync(paths.uidMap, `id_old,id_new\n${uids.join('')}1.2.3.1,later\n`);
  writeFileSync(paths.patientMap, 'id_old,id_new\n123456,SET-001\n');
  return paths;
}

/** Rows of a set in short form, `instance action verdict file value`, and the codes of the notes. */
export async function judgeSmallSet(set: SmallSet, batches?: string[][]): Promise<{ rows: string[]; notes: string[] }> {
  const notes = new Notes();
  const key = openAnswerKey(set.key);
  const members = batches?.map((batch) => batch.map((file, place) => ({ file, place })));
  const input = { key, outputFolder: set.output, maps: readIdMaps(set.uidMap, set.patientMap), reader: standInReader, batches: members };
  const names = Object.fromEntries(Object.entries(VERDICT).map(([name, verdict]) => [verdict, name]));
  const rows: string[] = [];
  for await (const batch of judgeOutputs(input, notes)) {
    for (const { check, judgement, subject } of batch) {
      rows.push(`${subject.instance} ${check.action} ${names[judgement.verdict]} ${judgement.fileValue}`);
    }
  }
  key.close();
  return { rows, notes: notes.list().map((note) => `${note.code} ${note.count}`) };
}
