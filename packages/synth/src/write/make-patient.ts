import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Cutter } from '../base/cutter.ts';
import { draftBase } from '../base/draft-base.ts';
import { ownIdentifiers } from '../base/own-identifiers.ts';
import { drawPatient, type Patient } from '../identity/patient.ts';
import { modalityOf, type Series } from '../iod/index.ts';
import { readTexts } from '../key/texts.ts';
import { put } from '../model/put.ts';
import type { PatientPlan, SeriesPlan } from '../plan/types.ts';
import { Crosswalk } from '../policy/crosswalk.ts';
import { curate, type Curated } from '../policy/curate.ts';
import { holdsGraphics, mark } from '../policy/markers.ts';
import { rng } from '../random/rng.ts';
import { fileBytes } from './file.ts';
import { type Draft, draftInstance } from './instance.ts';
import { PatientFiles } from './patient-files.ts';
import { PatientKey } from './patient-key.ts';
import { plantedOf } from './planted.ts';
import { seriesOf } from './series-plan.ts';
import { FILES, FOLDERS, type Settings } from './settings.ts';
import { subjectId } from './subject.ts';

/** What a patient brings to the data set, beside the files. */
export interface PatientResult {
  number: number;
  id: string;
  subject: string;
  /** Old and new UIDs. */
  uids: [string, string][];
  /** Path below the input folder and MD5 of each file. */
  files: [string, string][];
  /** The same of the curated twin's files. */
  twins: [string, string][];
  instances: number;
  checks: number;
  planted: number;
}

/**
 * Writes all files of one patient, and the patient's part of key and plantings below parts/. Depends on settings and plan alone.
 * @throws {SynthError} KEY_NOT_PASSED, BASE_UNREADABLE
 */
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

function patientOf({ seed, difficulty }: Settings, { number, studies }: PatientPlan): Patient {
  const female = studies.some(({ series }) => series.some(({ kind }) => modalityOf(kind).female === true));
  return drawPatient(rng(seed, 'patient', number), { number, sex: female ? 'F' : undefined, edge: difficulty === 'edge' });
}

class PatientMaker {
  readonly patient: Patient;
  private readonly settings: Settings;
  private readonly number: number;
  private readonly subject: string;
  private readonly crosswalk: Crosswalk;
  private readonly days: number;
  private readonly files: PatientFiles;
  private readonly key: PatientKey;
  /** Paths of the real objects of a patient who is planted into some, and what finds their identifiers. */
  private readonly real: string[];
  private own: Cutter | undefined;
  private planted = 0;

  constructor(settings: Settings, plan: PatientPlan) {
    this.settings = settings;
    this.number = plan.number;
    this.real = plan.studies.flatMap(({ series }) => series.flatMap(({ base }) => base?.files ?? []));
    this.patient = patientOf(settings, plan);
    this.subject = subjectId(settings, plan.number);
    this.crosswalk = new Crosswalk(`${settings.preset} ${settings.seed}`);
    this.days = -rng(settings.seed, 'offset', settings.dateOffset === 'patient' ? plan.number : 'all').int(365, 3650);
    const folder = partFolder(settings, plan.number);
    mkdirSync(folder, { recursive: true });
    this.files = new PatientFiles(settings.out, this.crosswalk);
    const maps = { uids: this.crosswalk.uids, patients: new Map([[this.patient.id, this.subject]]) };
    this.key = new PatientKey(folder, this.patient.id, settings.deviceIdentity, maps, -this.days);
  }

  draft(series: Series, plan: SeriesPlan, index: number): Draft {
    const { difficulty, seed } = this.settings;
    if (plan.base === undefined) return draftInstance(series, plan, index, difficulty);
    const days = rng(seed, 'base days', this.number).int(-900, 900);
    this.own ??= new Cutter(ownIdentifiers(plan.base.root, this.real));
    return draftBase(series, plan, index, { difficulty, days, own: this.own });
  }

  add(draft: Draft): void {
    const curated = this.curated(draft);
    const input = fileBytes(draft.dataset, draft.transferSyntax, draft.extras);
    const reference = fileBytes(curated.reference, draft.blanked?.transferSyntax ?? draft.transferSyntax);
    this.files.add(draft, input, reference);
    const texts = readTexts(input);
    this.key.add(draft, curated.decisions, texts, readTexts(reference));
    const lines = plantedOf(draft, curated.decisions, texts);
    this.planted += lines.length;
    appendFileSync(join(partFolder(this.settings, this.number), FILES.planted), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }

  private curated({ series, dataset, blanked }: Draft): Curated {
    const { deviceIdentity } = this.settings;
    const curated = curate(series.modality.sopClass, dataset, {
      policy: { deviceIdentity },
      subject: this.subject,
      uid: (old) => this.crosswalk.uid(old),
      days: this.days,
      pixels: (element) => blanked?.element ?? element,
    });
    const { reference } = curated;
    const structured = reference.has(0x0040a730);
    mark(reference, { deviceIdentity, structured, graphics: holdsGraphics(reference), blanked: blanked !== undefined });
    if (blanked !== undefined) put(reference, { PhotometricInterpretation: blanked.photometric });
    return curated;
  }

  result(): PatientResult {
    this.key.finish();
    const { number, patient, subject, planted } = this;
    const { written, twins } = this.files;
    const uids = [...this.crosswalk.uids];
    return { number, id: patient.id, subject, uids, files: written, twins, instances: written.length, checks: this.key.checks, planted };
  }

  close(): void {
    this.key.close();
  }
}
