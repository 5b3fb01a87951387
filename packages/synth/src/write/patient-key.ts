import { join } from 'node:path';
import { AnswerKeyWriter, curatorsLines, type KeyEntry, type KeyInstance } from '@deidbench/judge/key';
import type { IdMaps } from '@deidbench/judge/official';
import { judgeReference } from '../key/judge.ts';
import { keyRows } from '../key/rows.ts';
import type { Texts } from '../key/texts.ts';
import { isUniform } from '../pixels/uniform.ts';
import type { Decision } from '../policy/curate.ts';
import { writeTexts } from './by-chunks.ts';
import type { Draft } from './instance.ts';
import { FILES, type Settings } from './settings.ts';

const STUDY_UID = 0x0020000d;
const SERIES_UID = 0x0020000e;

/** A patient's part of the answer key. Every row is judged against the curated twin before it's written. */
export class PatientKey {
  checks = 0;
  private readonly writer: AnswerKeyWriter;
  private readonly patient: string;
  private readonly deviceIdentity: Settings['deviceIdentity'];
  private readonly maps: IdMaps;
  private readonly entries = new Map<string, KeyEntry>();
  private readonly instances: KeyInstance[] = [];
  private readonly curators: string;
  private readonly daysEarlier: number;

  constructor(folder: string, patient: string, deviceIdentity: Settings['deviceIdentity'], maps: IdMaps, daysEarlier: number) {
    this.writer = new AnswerKeyWriter(join(folder, FILES.answers));
    this.curators = join(folder, FILES.curators);
    this.daysEarlier = daysEarlier;
    this.patient = patient;
    this.deviceIdentity = deviceIdentity;
    this.maps = maps;
  }

  /** @throws {SynthError} KEY_NOT_PASSED */
  add(draft: Draft, decisions: readonly Decision[], input: Texts, reference: Texts): void {
    const { deviceIdentity } = this;
    const burned = draft.regions.length > 0;
    const regions = draft.paint?.frames === 1 ? draft.regions.map(({ lines, box }) => ({ text: lines.join('\n'), box })) : [];
    const rows = keyRows({ decisions, input, reference, regions, burned, deviceIdentity });
    const checks = rows.map((row) => this.shared(row));
    const { blanked, paint } = draft;
    const readable = (box: Parameters<typeof isUniform>[2]): boolean =>
      blanked === undefined || paint === undefined || !isUniform(blanked.plain, paint, box);
    judgeReference(checks, { texts: reference, readable }, this.maps);
    const instance = this.instance(draft, checks, input.pixelDigest());
    this.writer.add(instance);
    this.instances.push(instance);
    this.checks += checks.length;
  }

  /** Writes the curators' form, which needs all instances of the patient. */
  finish(): void {
    writeTexts(this.curators, curatorsLines(this.instances, this.daysEarlier));
  }

  close(): void {
    this.writer.close();
  }

  /** Rows that repeat in a series are one object: written and judged once. */
  private shared(row: KeyEntry): KeyEntry {
    const id = `${row.action} ${row.tagPath}`;
    const known = this.entries.get(id);
    if (known !== undefined && isSame(known, row)) return known;
    this.entries.set(id, row);
    return row;
  }

  private instance({ series, sop, dataset }: Draft, checks: KeyEntry[], pixelDigest: string): KeyInstance {
    const { modality, sopClass } = series.modality;
    const digest = pixelDigest === 'None' ? null : pixelDigest;
    return {
      modality,
      sopClass,
      patient: this.patient,
      study: dataset.text(STUDY_UID),
      series: dataset.text(SERIES_UID),
      sop,
      digest,
      checks,
    };
  }
}

const CODES = ['hipaa_m', 'dicom_p15', 'dicom_iod', 'tcia_ptkb', 'tcia_p15', 'tcia_rev'] as const;

const isSame = (a: KeyEntry, b: KeyEntry): boolean =>
  a.value === b.value &&
  a.actionText === b.actionText &&
  a.tagName === b.tagName &&
  a.scope === b.scope &&
  CODES.every((code) => a.codes[code] === b.codes[code]);
