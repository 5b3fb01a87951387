import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createHash } from 'node:crypto';
import type { Instance, Planted } from '@deidbench/core/model';
import { findElement, indexByPath, officialText, readDicom, writeDicom, type WDataset } from '@deidbench/dicom';
import { identifierSet } from '../identifiers/identifier-set.ts';
import { openAnswerKey, writeAnswerKey, type AnswerKey, type KeyEntry } from '../key/index.ts';
import type { JudgeInput } from '../unit/types.ts';
import { ctImage, CT, UID, type Person, type Shot } from './case.ts';

export const ORIGINALS: Person[] = [
  {
    id: '483920175',
    name: 'Hollister^Marguerite',
    birth: '19520307',
    accession: '20140321E774120',
    physician: 'Quigley^Bartholomew',
    institution: 'St Brannock Infirmary',
    suffix: ' for Marguerite Hollister',
  },
  {
    id: '719204863',
    name: 'Wetherby^Ambrose',
    birth: '19630918',
    accession: '20150612E118734',
    physician: 'Pemberley^Cordelia',
    institution: 'Larkfield Clinic',
    suffix: '',
  },
];
const TWINS: Person[] = ORIGINALS.map((_, i) => ({
  id: `SET-00${i + 1}`,
  name: `SET-00${i + 1}`,
  birth: '',
  accession: '',
  physician: '',
  institution: '',
  suffix: '',
}));
const OLD_ROOTS = ['1.3.51.0.7.1490012', '1.3.51.0.7.2290443'];
const NEW_ROOTS = ['2.25.338.77001', '2.25.338.88002'];
const OLD_DATES = ['20140321', '20150612'];
const NEW_DATES = ['20111015', '20130408'];
const PER_PATIENT = 3;

export interface Case {
  input: JudgeInput;
  /** Data sets of the clean twin by staged name: change one, then `deliver`. */
  clean: Map<string, WDataset>;
  originals: Map<string, WDataset>;
  /** Writes output files and gives the input for judging them. */
  deliver(files: Map<string, WDataset | Uint8Array>, more?: Partial<JudgeInput>): JudgeInput;
  remove(): void;
}

/** Two patients with three CT images each, an answer key, planted identifiers and a clean twin. */
export function makeCase(persons: readonly Person[] = ORIGINALS): Case {
  const root = mkdtempSync(join(tmpdir(), 'judge-case-'));
  const [originals, clean] = [new Map<string, WDataset>(), new Map<string, WDataset>()];
  const instances: Instance[] = [];
  const planted: Planted[] = [];
  for (const patient of [0, 1]) {
    for (let number = 1; number <= PER_PATIENT; number += 1) {
      const name = `00000${patient + 1}/00000${number}.dcm`;
      const before = ctImage(shot(persons, patient, number, true));
      originals.set(name, before);
      clean.set(name, ctImage(shot(TWINS, patient, number, false)));
      instances.push(instanceOf(instances.length, name, before));
      planted.push(...plantedOf(persons[patient]!, patient, number));
    }
  }
  write(join(root, 'input'), originals);
  const keyPath = join(root, 'answers.db');
  writeAnswerKey(
    keyPath,
    instances.map((instance) => ({ ...instance, digest: null, checks: entriesOf(writeDicom(originals.get(instance.path)!)) })),
  );
  const key: AnswerKey = openAnswerKey(keyPath);
  let runs = 0;
  const deliver: Case['deliver'] = (files, more = {}) => {
    const outputRoot = join(root, `output-${(runs += 1)}`);
    write(outputRoot, files);
    const output = [...files.keys()].map((path) => ({ path, bytes: 0 }));
    return { ...base, output, outputRoot, ...more };
  };
  const base: JudgeInput = {
    instances,
    inputRoot: join(root, 'input'),
    output: [],
    outputRoot: join(root, 'output'),
    stagedNames: instances.map(({ path }) => path),
    naming: 'same-path',
    key,
    identifiers: identifierSet(instances, planted, key),
    policy: 'tcia',
  };
  const remove = (): void => {
    key.close();
    rmSync(root, { recursive: true });
  };
  return { input: base, clean, originals, deliver, remove };
}

function shot(persons: readonly Person[], patient: number, number: number, original: boolean): Shot {
  const root = (original ? OLD_ROOTS : NEW_ROOTS)[patient]!;
  return {
    person: persons[patient]!,
    root,
    number,
    seed: patient * 100,
    date: (original ? OLD_DATES : NEW_DATES)[patient]!,
    reference: number === 1 ? '' : UID.sop(root, 1),
    corner: patient !== 1 || number !== 2 ? 'image' : original ? 'burned' : 'blank',
    identityRemoved: !original,
  };
}

function write(root: string, files: Map<string, WDataset | Uint8Array>): void {
  for (const [path, file] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), file instanceof Uint8Array ? file : writeDicom(file));
  }
}

function instanceOf(ordinal: number, path: string, dataset: WDataset): Instance {
  const bytes = writeDicom(dataset);
  const file = readDicom(bytes);
  const text = (tag: number): string => officialText(file, file.dataset, findElement(file.dataset, tag)!);
  const uids: [string, string][] = [];
  for (const [at, { element, item }] of indexByPath(file)) {
    const value = element.vr === 'UI' || element.tag === 0x00100020 ? officialText(file, item, element) : '';
    if (value !== '' && !value.startsWith('1.2.840.10008')) uids.push([at, value]);
  }
  return {
    ordinal,
    path,
    sop: text(0x00080018),
    series: text(0x0020000e),
    study: text(0x0020000d),
    patient: text(0x00100020),
    modality: 'CT',
    vendor: text(0x00080070),
    sopClass: CT,
    transferSyntax: file.transferSyntax,
    bytes: bytes.length,
    digest: createHash('md5').update(bytes).digest('hex'),
    uids,
  };
}

function plantedOf(person: Person, patient: number, number: number): Planted[] {
  const common = {
    sop: UID.sop(OLD_ROOTS[patient]!, number),
    patient: person.id,
    severity: 'high',
    place: 'plain',
    carrier: 'element',
  } as const;
  const lines: Planted[] = [
    { ...common, kind: 'name', text: person.name, at: '<(0010,0010)>', keyed: true },
    { ...common, kind: 'direct-number', text: person.id, at: '<(0010,0020)>', keyed: true },
    { ...common, kind: 'birth-date', text: person.birth, at: '<(0010,0030)>', keyed: true },
    { ...common, kind: 'accession-number', text: person.accession, at: '<(0008,0050)>', keyed: true },
  ];
  if (person.suffix !== '') lines.push({ ...common, kind: 'name', text: 'Marguerite Hollister', at: '<(0008,1030)>', keyed: true });
  return lines;
}

type Codes = KeyEntry['codes'];
const REMOVED: Record<string, Codes> = {
  '(0010,0010)': { hipaa_m: 'HIPAA-A' },
  '(0010,0020)': { hipaa_m: 'HIPAA-H' },
  '(0010,0030)': { hipaa_m: 'HIPAA-C' },
  '(0008,0050)': { hipaa_m: 'HIPAA-R' },
  '(0008,0080)': { tcia_p15: 'TCIA-P15-BASIC-X/Z/D' },
  '(0008,0090)': { tcia_p15: 'TCIA-P15-BASIC-Z' },
};
const KEPT = new Set(['DS', 'IS', 'CS', 'US', 'TM', 'LO']);

/** Key rows of one original by the rules for keys, as far as this case needs them. */
function entriesOf(bytes: Uint8Array): KeyEntry[] {
  const file = readDicom(bytes);
  const entries: KeyEntry[] = [];
  for (const [path, { element, item }] of indexByPath(file)) {
    const value = element.vr === 'SQ' ? '' : officialText(file, item, element);
    const tagPath = path.slice(1, -1);
    const tag = tagPath.slice(-11);
    const add = (action: KeyEntry['action'], actionText: string | null, codes: Codes): void => {
      entries.push({ scope: 'Instance', action, tag, tagPath, tagName: tag, value, actionText, codes });
    };
    if (element.tag === 0x7fe00010)
      addPixels(entries, file.bytes.subarray(element.valueOffset, element.valueOffset + element.length), value);
    else if (element.tag === 0x00081030) addDescription(value, add);
    else if (REMOVED[tag]) addRemoved(tag, value, add);
    else if (element.vr === 'DA') add('date_shifted', value, { hipaa_m: 'HIPAA-C' });
    else if (element.vr === 'UI' && !value.startsWith('1.2.840.10008')) addUid(value, add);
    else if (KEPT.has(element.vr) || element.vr === 'UI') {
      add('tag_retained', null, { dicom_iod: 'DICOM-IOD-1' });
      add('text_retained', value, { tcia_rev: 'TCIA-REV' });
    }
  }
  return entries;
}

type Add = (action: KeyEntry['action'], actionText: string | null, codes: Codes) => void;

function addUid(value: string, add: Add): void {
  add('uid_changed', value, { hipaa_m: 'HIPAA-R' });
  add('uid_consistent', null, { dicom_p15: 'DICOM-P15-BASIC-U' });
}

function addRemoved(tag: string, value: string, add: Add): void {
  add('tag_retained', null, { dicom_iod: 'DICOM-IOD-2' });
  add('text_removed', value, REMOVED[tag]!);
  if (tag === '(0010,0020)') add('patid_consistent', null, { dicom_p15: 'DICOM-P15-BASIC-C' });
}

function addDescription(value: string, add: Add): void {
  add('text_retained', 'CHEST ROUTINE', { tcia_p15: 'TCIA-P15-DESC-C' });
  if (value.includes(' for ')) add('text_removed', value.split(' for ')[1]!, { hipaa_m: 'HIPAA-A' });
}

function addPixels(entries: KeyEntry[], bytes: Uint8Array, value: string): void {
  const common = { scope: 'Instance', tagName: 'Pixel Data', value } as const;
  const isBurned = bytes[0] === 4000 % 256 && bytes[1] === 4000 >> 8;
  if (isBurned) {
    const actionText = JSON.stringify({ text: 'WETHERBY AMBROSE [M] 12.06.2015\nDOB: 18.09.1963', top_left: [0, 0], bottom_right: [8, 4] });
    entries.push({ ...common, action: 'pixels_hidden', tag: null, tagPath: null, actionText, codes: { hipaa_m: 'HIPAA-A' } });
  } else {
    const actionText = createHash('md5').update(bytes).digest('hex');
    entries.push({
      ...common,
      action: 'pixels_retained',
      tag: '(7fe0,0010)',
      tagPath: '(7fe0,0010)',
      actionText,
      codes: { tcia_p15: 'TCIA-P15-PIX-K' },
    });
  }
}
