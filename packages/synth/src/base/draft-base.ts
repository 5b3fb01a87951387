import { join } from 'node:path';
import { commonModules } from '../iod/common.ts';
import type { Series } from '../iod/context.ts';
import { isItems, type Item } from '../model/item.ts';
import { put, tag } from '../model/put.ts';
import { blank } from '../pixels/burn.ts';
import { bytesOf } from '../pixels/paint.ts';
import { plainPixels } from '../pixels/store.ts';
import type { SeriesPlan } from '../plan/types.ts';
import { burnIdentifiers } from '../plant/burned.ts';
import { plantEdge } from '../plant/edge.ts';
import { plant } from '../plant/plant.ts';
import { type Extras, noExtras } from '../write/extras.ts';
import type { Draft } from '../write/instance.ts';
import { SynthError } from '../errors.ts';
import { dummyValue } from '../policy/dummy.ts';
import { cleanse } from './cleanse.ts';
import type { Cutter } from './cutter.ts';
import { drawablePixels } from './pixels.ts';
import { readBaseItem } from './read-base.ts';

/** Elements of an invented hospital's data set that take the place of the real ones, or stand where the real ones were. */
const INVENTED = [
  'PatientName',
  'PatientID',
  'IssuerOfPatientID',
  'PatientBirthDate',
  'PatientSex',
  'OtherPatientIDs',
  'OtherPatientNames',
  'PatientBirthName',
  'PatientAge',
  'PatientAddress',
  'PatientMotherBirthName',
  'MedicalRecordLocator',
  'PatientTelephoneNumbers',
  'EthnicGroup',
  'Occupation',
  'AdditionalPatientHistory',
  'PatientComments',
  'StudyID',
  'AccessionNumber',
  'ReferringPhysicianName',
  'NameOfPhysiciansReadingStudy',
  'PhysiciansOfRecord',
  'RequestingPhysician',
  'AdmissionID',
  'PerformingPhysicianName',
  'OperatorsName',
  'InstitutionName',
  'InstitutionAddress',
  'InstitutionalDepartmentName',
  'StationName',
  'DeviceSerialNumber',
  'PerformedProcedureStepID',
].map(tag);

const WHERE_MISSING = ['StudyDescription', 'SeriesDescription', 'StudyDate', 'StudyTime', 'SpecificCharacterSet'].map(tag);
const CHARACTER_SET = tag('SpecificCharacterSet');

export interface BaseSettings {
  difficulty: 'normal' | 'edge';
  /** Days by which real dates move. */
  days: number;
  /** Finds the identifiers of the real patient. */
  own: Cutter;
}

/** A real object, cleansed, with an invented patient's identifiers in it. */
export function draftBase(series: Series, plan: SeriesPlan, index: number, { difficulty, days, own }: BaseSettings): Draft {
  const { root = '', files = [] } = plan.base ?? {};
  const path = files[index] ?? '';
  let dataset: Item;
  try {
    dataset = cleanse(series.modality.sopClass, readBaseItem(root, path).dataset, { uid: (old) => series.uidOfBase(old), days, own });
  } catch (cause) {
    throw new SynthError('BASE_UNREADABLE', `${join(root, path)}: can't be used as a base. Take it out of the folder.`, { cause });
  }
  invent(dataset, series, index);
  plant(dataset, series, plan.carriers);
  const extras: Extras = difficulty === 'edge' ? plantEdge(dataset, series) : noExtras();
  const sop = dataset.text(0x00080018);
  const bare: Draft = {
    series,
    index,
    sop,
    dataset,
    transferSyntax: plan.syntax,
    regions: [],
    blanked: undefined,
    marks: [],
    paint: undefined,
    extras,
  };
  return plan.burned ? withText(bare) : bare;
}

function invent(dataset: Item, series: Series, index: number): void {
  fillDummies(dataset, series);
  const invented = commonModules(series, index);
  for (const at of INVENTED) {
    const element = invented.get(at);
    if (element !== undefined) dataset.set(element);
  }
  for (const at of WHERE_MISSING) {
    const element = invented.get(at);
    if (element !== undefined && (dataset.text(at) === '' || at === CHARACTER_SET)) dataset.set(element);
  }
  // Text of the real object may need characters of its own set; UTF-8 can write them all.
  dataset.set({
    tag: CHARACTER_SET,
    vr: 'CS',
    value: series.patient.characterSet === 'ISO_IR 100' ? 'ISO_IR 192' : series.patient.characterSet,
  });
}

const ORGANIZATION = tag('VerifyingOrganization');

/** Dummies of people and hospitals at any depth become invented ones. */
function fillDummies(holder: Item, series: Series): void {
  const { site } = series.patient;
  for (const element of holder.sorted()) {
    if (isItems(element)) for (const child of element.value) fillDummies(child, series);
    else if (element.vr === 'PN' && element.value === dummyValue('PN')) holder.set({ ...element, value: site.reading.pn });
    else if (element.tag === ORGANIZATION && element.value !== '') holder.set({ ...element, value: site.name });
  }
}

function withText(draft: Draft): Draft {
  const pixels = drawablePixels(draft.dataset, draft.transferSyntax);
  if (pixels === undefined) return draft;
  const { paint, samples } = pixels;
  const regions = burnIdentifiers(draft.series, samples, paint);
  const stored = plainPixels(samples, paint, draft.transferSyntax);
  draft.dataset.set({ ...stored.element, vr: draft.dataset.get(stored.element.tag)?.vr ?? 'OW' });
  put(draft.dataset, { BurnedInAnnotation: 'YES' });
  const boxes = regions.map(({ box }) => box);
  blank(samples, paint, boxes);
  const { element, transferSyntax, photometric } = plainPixels(samples, paint, draft.transferSyntax);
  return { ...draft, regions, paint, blanked: { element, transferSyntax, photometric, plain: bytesOf(samples) } };
}
