import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AnswerKeyWriter, type KeyEntry, type KeyInstance } from '@deidbench/judge/key';
import type { HiddenBox } from '@deidbench/judge/official';
import { drawPatient } from '../identity/patient.ts';
import { judgeReference } from '../key/judge.ts';
import { keyRows } from '../key/rows.ts';
import { readTexts, type Texts } from '../key/texts.ts';
import type { Element } from '../model/item.ts';
import { modalityOf } from '../iod/index.ts';
import { put } from '../model/put.ts';
import { draftBase } from '../base/draft-base.ts';
import type { Series } from '../iod/context.ts';
import type { PatientPlan, SeriesPlan } from '../plan/types.ts';
import { Crosswalk } from '../policy/crosswalk.ts';
import { curate, type Curated } from '../policy/curate.ts';
import { mark } from '../policy/markers.ts';
import { rng } from '../random/rng.ts';
import { fileBytes } from './file.ts';
import { type Draft, draftInstance, md5 } from './instance.ts';
import { plantedOf } from './planted.ts';
import { seriesOf } from './series-plan.ts';
import { FILES, FOLDERS, type Settings } from './settings.ts';
import { subjectId } from './subject.ts';

const STUDY_UID = 0x0020000d;
const SERIES_UID = 0x0020000e;

/** What a patient brings to the data set, beside the files. */
export interface PatientResult {
  number: number;
  id: string;
  subject: string;
  /** Old and new UIDs. */
  uids: [string, string][];
  /** Path below the input folder and MD5 of each file. */
  files: [string, string][];
  instances: number;
  checks: number;
  planted: number;
}

/** Writes all files of one patient, and the patient's part of key and plantings below parts/. Depends on settings and plan alone. */
export function makePatient(settings: Settings, plan: PatientPlan, onInstance: () => void): PatientResult {
  const maker = new PatientMaker(settings, plan);
  try {
    for (const { series, plan: seriesPlan } of seriesOf(settings, plan, maker.patient)) {
      for (let index = 0; index < seriesPlan.instances; index++) {
        maker.add(maker.draft(series, seriesPlan, index));
        onInstance();
      }
    }
    return maker.result();
  } finally {
    maker.close();
  }
}

export const partFolder = ({ out }: Settings, number: number): string => join(out, FOLDERS.parts, String(number));

class PatientMaker {
  readonly patient;
  private readonly settings: Settings;
  private readonly number: number;
  private readonly subject: string;
  private readonly crosswalk: Crosswalk;
  private readonly days: number;
  private readonly key: AnswerKeyWriter;
  private readonly entries = new Map<string, KeyEntry>();
  private readonly files: [string, string][] = [];
  private readonly folders = new Set<string>();
  /** Files written so far, by series. */
  private readonly numbers = new Map<string, number>();
  private checks = 0;
  private planted = 0;

  constructor(settings: Settings, plan: PatientPlan) {
    this.settings = settings;
    this.number = plan.number;
    const female = plan.studies.some(({ series }) => series.some(({ kind }) => modalityOf(kind).female === true));
    this.patient = drawPatient(rng(settings.seed, 'patient', plan.number), {
      number: plan.number,
      sex: female ? 'F' : undefined,
      edge: settings.difficulty === 'edge',
    });
    this.subject = subjectId(settings, plan.number);
    this.crosswalk = new Crosswalk(`${settings.preset} ${settings.seed}`);
    this.days = -rng(settings.seed, 'offset', settings.dateOffset === 'patient' ? plan.number : 'all').int(365, 3650);
    const folder = partFolder(settings, plan.number);
    mkdirSync(folder, { recursive: true });
    this.key = new AnswerKeyWriter(join(folder, FILES.answers));
  }

  draft(series: Series, plan: SeriesPlan, index: number): Draft {
    const { difficulty, seed } = this.settings;
    if (plan.base === undefined) return draftInstance(series, plan, index, difficulty);
    return draftBase(series, plan, index, difficulty, rng(seed, 'base days', this.number).int(-900, 900));
  }

  add(draft: Draft): void {
    const sopClass = draft.series.modality.sopClass;
    const curated = curate(sopClass, draft.dataset, {
      policy: { deviceIdentity: this.settings.deviceIdentity },
      subject: this.subject,
      uid: (old) => this.crosswalk.uid(old),
      days: this.days,
      pixels: (element): Element => draft.blanked?.element ?? element,
    });
    mark(curated.reference, {
      deviceIdentity: this.settings.deviceIdentity,
      structured: curated.reference.has(0x0040a730),
      graphics: curated.reference.has(0x00700001),
      blanked: draft.blanked !== undefined,
    });
    const input = fileBytes(draft.dataset, draft.transferSyntax, draft.extras);
    if (draft.blanked !== undefined) put(curated.reference, { PhotometricInterpretation: draft.blanked.photometric });
    const reference = fileBytes(curated.reference, draft.blanked?.transferSyntax ?? draft.transferSyntax);
    this.writeFiles(draft, input, reference);
    const texts = readTexts(input);
    this.addKey(draft, curated, texts, readTexts(reference));
    this.addPlanted(draft, curated, texts);
  }

  private writeFiles({ series, dataset }: Draft, input: Uint8Array, reference: Uint8Array): void {
    const uid = dataset.text(SERIES_UID);
    const number = (this.numbers.get(uid) ?? 0) + 1;
    this.numbers.set(uid, number);
    const name = `1-${String(number).padStart(String(series.count).length, '0')}.dcm`;
    this.write(FOLDERS.input, uid, name, input);
    this.write(FOLDERS.reference, this.crosswalk.uid(uid), name, reference);
    this.files.push([`${uid}/${name}`, md5(input)]);
  }

  private write(root: string, series: string, name: string, bytes: Uint8Array): void {
    const folder = join(this.settings.out, root, series);
    if (!this.folders.has(folder)) {
      mkdirSync(folder, { recursive: true });
      this.folders.add(folder);
    }
    writeFileSync(join(folder, name), bytes);
  }

  private addKey(draft: Draft, { decisions }: Curated, input: Texts, texts: Texts): void {
    const burned = draft.regions.length > 0;
    const regions = draft.paint?.frames === 1 ? draft.regions.map(({ lines, box }) => ({ text: lines.join('\n'), box })) : [];
    const rows = keyRows({
      decisions,
      input,
      reference: texts,
      regions,
      burned,
      deviceIdentity: this.settings.deviceIdentity,
    });
    const checks = rows.map((row) => this.shared(row));
    judgeReference(checks, { texts, readable: (box) => isReadable(draft, box) }, this.maps());
    this.key.add(this.keyInstance(draft, checks, input.pixelDigest()));
    this.checks += checks.length;
  }

  /** Rows that repeat in a series are one object: written and judged once. */
  private shared(row: KeyEntry): KeyEntry {
    const id = `${row.action} ${row.tagPath}`;
    const known = this.entries.get(id);
    if (known !== undefined && isSame(known, row)) return known;
    this.entries.set(id, row);
    return row;
  }

  private maps(): { uids: ReadonlyMap<string, string>; patients: ReadonlyMap<string, string> } {
    return { uids: this.crosswalk.uids, patients: new Map([[this.patient.id, this.subject]]) };
  }

  private keyInstance({ series, sop, dataset }: Draft, checks: KeyEntry[], pixelDigest: string): KeyInstance {
    const { modality } = series;
    return {
      modality: modality.modality,
      sopClass: modality.sopClass,
      patient: this.patient.id,
      study: dataset.text(STUDY_UID),
      series: dataset.text(SERIES_UID),
      sop,
      digest: pixelDigest === 'None' ? null : pixelDigest,
      checks,
    };
  }

  private addPlanted(draft: Draft, { decisions }: Curated, input: Texts): void {
    const lines = plantedOf(draft, decisions, input);
    this.planted += lines.length;
    appendFileSync(join(partFolder(this.settings, this.number), FILES.planted), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }

  result(): PatientResult {
    const { number, patient, subject, files, checks, planted } = this;
    return { number, id: patient.id, subject, uids: [...this.crosswalk.uids], files, instances: files.length, checks, planted };
  }

  close(): void {
    this.key.close();
  }
}

const CODES = ['hipaa_m', 'dicom_p15', 'dicom_iod', 'tcia_ptkb', 'tcia_p15', 'tcia_rev'] as const;

const isSame = (a: KeyEntry, b: KeyEntry): boolean =>
  a.value === b.value &&
  a.actionText === b.actionText &&
  a.tagName === b.tagName &&
  a.scope === b.scope &&
  CODES.every((code) => a.codes[code] === b.codes[code]);

/** True when the box of the curated pixels is not of one colour. */
function isReadable({ blanked, paint }: Draft, { left, top, right, bottom }: HiddenBox): boolean {
  if (blanked === undefined || paint === undefined) return true;
  const { columns, samples, bitsAllocated } = paint;
  const size = (samples * bitsAllocated) / 8;
  const { plain } = blanked;
  const first = plain.subarray((top * columns + left) * size, (top * columns + left + 1) * size);
  for (let row = top; row < bottom; row++) {
    for (let at = (row * columns + left) * size; at < (row * columns + right) * size; at++) {
      if (plain[at] !== first[(at - (row * columns + left) * size) % size]) return true;
    }
  }
  return false;
}
