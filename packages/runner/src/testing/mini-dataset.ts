import { createHash, createHmac } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EXPLICIT_LE, numberElement, textElement, writeDicom, type WElement } from '@deidbench/dicom';
import type { Dataset, Planted } from '@deidbench/core/model';
import { writeAnswerKey, type KeyEntry, type KeyInstance } from '@deidbench/judge/key';

const CT = '1.2.840.10008.5.1.4.1.1.2';

const MARKS = [textElement(0x00120062, 'CS', 'YES'), textElement(0x00120063, 'LO', 'Basic Profile')];

interface Face {
  sop: string;
  series: string;
  study: string;
  id: string;
  name: string;
  description: string;
  number: number;
  /** Marks of de-identification, in the twin alone. */
  marks: WElement[];
  /** Makes the pixels; the same for an original and its twin. */
  paint: number;
}

/** A tiny whole dataset: some patients with two series of two slices, curated reference, key, crosswalks and plantings. For tests of the runner alone. */
export function writeMiniDataset(dir: string, patients = 3): Dataset {
  const faces = Array.from({ length: patients }, (_, p) => [0, 1].flatMap((s) => [0, 1].map((i) => faceOf(p, s, i)))).flat();
  const instances: KeyInstance[] = [];
  const planted: Planted[] = [];
  const uids = new Map<string, string>();
  for (const face of faces) {
    const twin = curated(face);
    for (const uid of ['sop', 'series', 'study'] as const) uids.set(face[uid], twin[uid]);
    const original = put(join(dir, 'input', face.series, `1-${face.number}.dcm`), fileOf(face));
    put(join(dir, 'reference', twin.series, `${twin.sop}.dcm`), fileOf(twin));
    instances.push(keyInstance(face, twin, original));
    planted.push(plantedLine(face, face.name, 'name', '<(0010,0010)>'), plantedLine(face, face.id, 'direct-number', '<(0010,0020)>'));
  }
  const checks = writeAnswerKey(join(dir, 'answers.db'), instances);
  put(join(dir, 'planted.jsonl'), planted.map((line) => `${JSON.stringify(line)}\n`).join(''));
  put(join(dir, 'uid_mapping.csv'), csv([...uids]));
  put(join(dir, 'patid_mapping.csv'), csv([...new Map(faces.map((face) => [face.id, curated(face).id]))]));
  const dataset: Dataset = {
    formatVersion: 1,
    name: 'mini',
    mediaType: 'application/dicom',
    source: { kind: 'synth', preset: 'mini', seed: 0, difficulty: 'normal', generator: 'test' },
    counts: { patients, studies: patients, series: patients * 2, instances: faces.length, checks, planted: planted.length },
    contentDigest: '',
    input: 'input',
    answers: 'answers.db',
    reference: 'reference',
    uidMap: 'uid_mapping.csv',
    patientMap: 'patid_mapping.csv',
    planted: 'planted.jsonl',
  };
  put(join(dir, 'dataset.json'), JSON.stringify(dataset));
  return dataset;
}

function faceOf(p: number, s: number, i: number): Face {
  const root = `1.3.6.1.4.1.9999.${p + 1}`;
  return {
    study: `${root}.7`,
    series: `${root}.7.${s + 1}`,
    sop: `${root}.7.${s + 1}.${i + 1}00`,
    id: String(7_310_000 + p * 7919),
    name: `${['Okonkwo', 'Lindqvist', 'Marchetti', 'Delacroix', 'Yamashiro'][p % 5]}^${['Adaeze', 'Sigrid', 'Ottavia', 'Margaux', 'Haruki'][p % 5]}`,
    description: 'CT CHEST ROUTINE',
    number: i + 1,
    marks: [],
    paint: p * 41 + s * 17 + i * 5,
  };
}

/** A digest that nobody finds by the value alone: twins whose UIDs were plain hashes would be linkable. */
const keyed = (value: string): string => createHmac('sha256', 'key of the mini set').update(value).digest('hex');

function curated(face: Face): Face {
  const now = (uid: string) => `2.25.${BigInt(`0x${keyed(uid).slice(0, 30)}`)}`;
  const id = `MINI-${keyed(face.id).slice(0, 6)}`;
  return { ...face, sop: now(face.sop), series: now(face.series), study: now(face.study), id, name: id, marks: MARKS };
}

function fileOf(face: Face): Uint8Array {
  const pixels = Uint8Array.from({ length: 128 }, (_, i) => (i * 7 + face.paint) & 0xff);
  const text = textElement;
  const short = (tag: number, value: number) => numberElement(tag, 'US', value);
  const elements: WElement[] = [
    text(0x00080016, 'UI', CT),
    text(0x00080018, 'UI', face.sop),
    text(0x00080060, 'CS', 'CT'),
    text(0x00080070, 'LO', 'ACME'),
    text(0x0008103e, 'LO', face.description),
    text(0x00100010, 'PN', face.name),
    text(0x00100020, 'LO', face.id),
    ...face.marks,
    text(0x0020000d, 'UI', face.study),
    text(0x0020000e, 'UI', face.series),
    text(0x00200013, 'IS', String(face.number)),
    short(0x00280002, 1),
    text(0x00280004, 'CS', 'MONOCHROME2'),
    short(0x00280010, 8),
    short(0x00280011, 8),
    short(0x00280100, 16),
    short(0x00280101, 16),
    short(0x00280102, 15),
    short(0x00280103, 0),
    { tag: 0x7fe00010, vr: 'OW', value: pixels },
  ];
  return writeDicom({ meta: [text(0x00020002, 'UI', CT), text(0x00020003, 'UI', face.sop)], elements, transferSyntax: EXPLICIT_LE });
}

function keyInstance(face: Face, twin: Face, file: Uint8Array): KeyInstance {
  const check = (
    action: KeyEntry['action'],
    tag: string,
    value: string,
    actionText: string | null,
    codes: KeyEntry['codes'],
  ): KeyEntry => ({
    scope: 'Instance',
    action,
    tag,
    tagPath: tag,
    tagName: '',
    value,
    actionText,
    codes,
  });
  const pixels = createHash('md5')
    .update(file.subarray(file.length - 128))
    .digest('hex');
  return {
    modality: 'CT',
    sopClass: CT,
    patient: face.id,
    study: face.study,
    series: face.series,
    sop: face.sop,
    digest: pixels,
    checks: [
      check('tag_retained', '(0010,0010)', face.name, null, { dicom_iod: 'DICOM-IOD-2' }),
      check('text_removed', '(0010,0010)', face.name, face.name, { hipaa_m: 'HIPAA-A' }),
      check('text_removed', '(0010,0020)', face.id, face.id, { hipaa_m: 'HIPAA-H' }),
      check('patid_consistent', '(0010,0020)', face.id, null, { dicom_p15: 'DICOM-P15-BASIC-C' }),
      check('text_retained', '(0008,103e)', face.description, twin.description, { tcia_p15: 'TCIA-P15-DESC-C' }),
      check('uid_changed', '(0008,0018)', face.sop, face.sop, { hipaa_m: 'HIPAA-R' }),
      check('uid_consistent', '(0008,0018)', face.sop, null, { dicom_p15: 'DICOM-P15-BASIC-U' }),
      check('pixels_retained', '(7fe0,0010)', '', pixels, { tcia_p15: 'TCIA-P15-PIX-K' }),
    ],
  };
}

function plantedLine(face: Face, text: string, kind: Planted['kind'], at: string): Planted {
  return { sop: face.sop, patient: face.id, kind, severity: 'high', place: 'plain', text, at, carrier: 'element', keyed: true };
}

function csv(rows: readonly (readonly [string, string])[]): string {
  return ['id_old,id_new', ...rows.map((row) => row.join(','))].join('\n');
}

function put(path: string, content: string | Uint8Array): Uint8Array {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return Buffer.from(content);
}
