import { tag } from '../model/put.ts';
import { SOURCE_AE, TRAILING_PADDING } from './tags.ts';
import { ascii, even, latin1, type Trick } from './trick.ts';

export const preamble: Trick = (_, { patient }, extras) => {
  const text = ascii(patient.name.family.toUpperCase());
  if (text === '') return;
  const bytes = new Uint8Array(128);
  bytes.set(latin1(`${text} ${patient.id}`).subarray(0, 120));
  extras.preamble = bytes;
  extras.identifiers.push({ text, kind: 'name', place: 'hidden', at: 'preamble', carrier: 'preamble' });
};

/** At most seven bytes: official readers stop there quietly. */
export const trailing: Trick = (dataset, { patient }, extras) => {
  const name = ascii(patient.name.family);
  if (name.length >= 3 && name.length <= 7) {
    extras.trailing = latin1(name);
    extras.identifiers.push({ text: name, kind: 'name', place: 'hidden', at: 'trailing', carrier: 'trailing' });
  }
  const spans = [{ text: patient.id, kind: 'direct-number' as const }];
  dataset.set({
    tag: TRAILING_PADDING,
    vr: 'OB',
    value: even(`${' '.repeat(20)}${patient.id}`),
    plant: { original: new Uint8Array(0), spans },
  });
};

/** A description whose value goes on behind a NUL: writers that fill a fixed field leave there what stood in it before. */
export const behindNul: Trick = (dataset, { patient }) => {
  const text = ascii(patient.name.spoken);
  const element = dataset.get(tag('SeriesDescription'));
  if (text === '' || element === undefined || element.plant !== undefined || typeof element.value !== 'string') return;
  const plant = { original: element.value, spans: [{ text, kind: 'name' as const }], behindNul: true as const };
  dataset.set({ ...element, value: `${element.value}\0\0${text}`, plant });
};

/** The first of two Study Descriptions names the patient; readers show the second. */
export const doubled: Trick = (dataset, { patient }, extras) => {
  const text = ascii(patient.name.spoken);
  const original = dataset.get(tag('StudyDescription'));
  if (original === undefined || text === '') return;
  extras.doubled.push({ tag: original.tag, vr: 'LO', value: `EXAM OF ${text}` });
  extras.identifiers.push({ text, kind: 'name', place: 'hidden', at: 'doubled', carrier: 'doubled' });
};

export const metaTitle: Trick = (_, { patient }, extras) => {
  const text = ascii(patient.name.family).toUpperCase().slice(0, 12);
  if (text === '') return;
  extras.meta.push({ tag: SOURCE_AE, vr: 'AE', value: `AE_${text}` });
  extras.identifiers.push({ text, kind: 'name', place: 'plain', at: '<(0002,0016)>', carrier: 'meta' });
};

/** Old systems write the length of each group; whoever changes a value must change or drop it. */
export const groupLengths: Trick = (_dataset, _series, extras) => {
  extras.groupLengths = true;
};
