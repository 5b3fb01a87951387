import type { Series } from '../iod/context.ts';
import type { Item } from '../model/item.ts';
import { tag } from '../model/put.ts';
import { type Extras, noExtras } from '../write/extras.ts';
import type { Trick } from './trick.ts';

/** One of several values names the patient. */
export const multiValued: Trick = (dataset, { patient, study }) => {
  const at = tag('AdmittingDiagnosesDescription');
  if (dataset.get(at)?.plant !== undefined) return;
  const { diagnosis } = study.procedure;
  const original = `${diagnosis}\\follow up`;
  const spans = [{ text: patient.name.spoken, kind: 'name' as const }];
  dataset.set({ tag: at, vr: 'LO', value: `${original} for ${patient.name.spoken}`, plant: { original, spans } });
};

/** More characters than the VR may have: 64 of LO. */
export const overLong: Trick = (dataset, { patient, study }) => {
  const at = tag('RequestedProcedureDescription');
  if (dataset.get(at)?.plant !== undefined) return;
  const original = `${study.procedure.study} with all series of the protocol as asked for by the ward`;
  const spans = [{ text: patient.id, kind: 'direct-number' as const }];
  dataset.set({ tag: at, vr: 'LO', value: `${original} for ${patient.id}`, plant: { original, spans } });
};

/** What was ordered names the patient, inside the request that an image was made for. */
export const nested: Trick = (dataset, { patient }) => {
  const at = tag('RequestedProcedureDescription');
  for (const request of dataset.items(tag('RequestAttributesSequence'))) {
    const element = request.get(at);
    if (element === undefined || typeof element.value !== 'string' || element.plant !== undefined) continue;
    const spans = [{ text: patient.name.spoken, kind: 'name' as const }];
    request.set({ ...element, value: `${element.value} for ${patient.name.spoken}`, plant: { original: element.value, spans } });
  }
};

const FORMS: readonly [Trick, number][] = [
  [multiValued, 0.06],
  [overLong, 0.03],
  [nested, 0.4],
];

/** The forms in which identifiers turn up in any hospital's data: in one of several values, in a value that is too long, in an item. */
export function plantForms(dataset: Item, series: Series): void {
  const rng = series.rngOf('forms');
  const none: Extras = noExtras();
  for (const [form, share] of FORMS) if (rng.chance(share)) form(dataset, series, none);
}
