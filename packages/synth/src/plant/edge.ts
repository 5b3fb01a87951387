import { SOURCE_AE, TRAILING_PADDING } from './tags.ts';
import type { Paint, Series } from '../iod/context.ts';
import { paintOf } from '../iod/paint.ts';
import type { Item } from '../model/item.ts';
import { item, put, tag } from '../model/put.ts';
import { drawText } from '../pixels/glyphs.ts';
import { type Extras, noExtras } from '../write/extras.ts';

type Trick = (dataset: Item, series: Series, extras: Extras) => void;

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const even = (text: string): Uint8Array => latin1(text.length % 2 === 0 ? text : `${text} `);

/** Attributes that a system replaced, kept with their old values (PS3.3 C.12.1.1.9). */
const originalAttributes: Trick = (dataset, { patient, study }) => {
  put(dataset, {
    OriginalAttributesSequence: [
      item({
        SourceOfPreviousValues: patient.site.name,
        AttributeModificationDateTime: `${study.date}${study.time}`,
        ModifyingSystem: 'PACS GATEWAY',
        ReasonForTheAttributeModification: 'CORRECT',
        ModifiedAttributesSequence: [
          item({ PatientName: patient.birthName.pn, PatientID: patient.otherId, AccessionNumber: `${study.accession}X` }),
        ],
      }),
    ],
  });
};

/** A private block that no list knows: text as UN, and a sequence with a name in it. */
const unknownPrivate: Trick = (dataset, { patient }) => {
  const nested = item({}).set({ tag: 0x00310010, vr: 'LO', value: 'ACME PACS 1.0' });
  nested.set({
    tag: 0x00311041,
    vr: 'LO',
    value: patient.name.spoken,
    plant: { original: '', spans: [{ text: patient.name.spoken, kind: 'name' }] },
  });
  dataset.set({ tag: 0x00310010, vr: 'LO', value: 'ACME PACS 1.0' });
  dataset.set({ tag: 0x00311040, vr: 'SQ', value: [nested] });
  const spans = [{ text: patient.socialSecurity, kind: 'direct-number' as const }];
  dataset.set({ tag: 0x00311042, vr: 'UN', value: even(`SSN ${patient.socialSecurity}`), plant: { original: new Uint8Array(0), spans } });
};

/** A public text element whose writer gave it the VR UN. */
const storedAsUn: Trick = (dataset, { patient }) => {
  const history = tag('AdditionalPatientHistory');
  const spans = [{ text: patient.mother.spoken, kind: 'name' as const }];
  dataset.set({ tag: history, vr: 'LT', storedVr: 'UN', value: `fever for ${patient.mother.spoken}`, plant: { original: 'fever', spans } });
};

const preamble: Trick = (_, { patient }, extras) => {
  const text = ascii(patient.name.family.toUpperCase());
  if (text === '') return;
  const bytes = new Uint8Array(128);
  bytes.set(latin1(`${text} ${patient.id}`).subarray(0, 120));
  extras.preamble = bytes;
  extras.identifiers.push({ text, kind: 'name', place: 'hidden', at: 'preamble', carrier: 'preamble' });
};

/** At most seven bytes: official readers stop there quietly. */
const trailing: Trick = (dataset, { patient }, extras) => {
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

/** The first of two Study Descriptions names the patient; readers show the second. */
const doubled: Trick = (dataset, { patient }, extras) => {
  const text = ascii(patient.name.spoken);
  const original = dataset.get(tag('StudyDescription'));
  if (original === undefined || text === '') return;
  extras.doubled.push({ tag: original.tag, vr: 'LO', value: `EXAM OF ${text}` });
  extras.identifiers.push({ text, kind: 'name', place: 'hidden', at: 'doubled', carrier: 'doubled' });
};

const metaTitle: Trick = (_, { patient }, extras) => {
  const text = ascii(patient.name.family).toUpperCase().slice(0, 12);
  if (text === '') return;
  extras.meta.push({ tag: SOURCE_AE, vr: 'AE', value: `AE_${text}` });
  extras.identifiers.push({ text, kind: 'name', place: 'plain', at: '<(0002,0016)>', carrier: 'meta' });
};

/** An overlay plane with the name drawn in it (PS3.3 C.9.2). */
const overlay: Trick = (dataset, series) => {
  if (series.modality.paint === undefined || series.modality.paint.frames > 1) return;
  const paint = paintOf(series);
  const text = ascii(series.patient.name.family).toUpperCase();
  if (text === '') return;
  const us = (element: number, value: number[]) => dataset.set({ tag: 0x60000000 + element, vr: 'US', value });
  us(0x0010, [paint.rows]);
  us(0x0011, [paint.columns]);
  dataset.set({ tag: 0x60000022, vr: 'LO', value: 'annotation' });
  dataset.set({ tag: 0x60000040, vr: 'CS', value: 'G' });
  dataset.set({ tag: 0x60000050, vr: 'SS', value: [1, 1] });
  us(0x0100, [1]);
  us(0x0102, [0]);
  const bits = overlayBits(paint, text);
  dataset.set({
    tag: 0x60003000,
    vr: 'OW',
    value: bits,
    plant: { original: new Uint8Array(bits.length), spans: [{ text, kind: 'name' }] },
  });
};

function overlayBits({ rows, columns }: Paint, text: string): Uint8Array {
  const mask = drawText([text], 14);
  const bytes = new Uint8Array(Math.ceil((rows * columns) / 16) * 2);
  for (let y = 0; y < Math.min(mask.height, rows); y++) {
    for (let x = 0; x < Math.min(mask.width, columns); x++) {
      const at = y * columns + x;
      if ((mask.alpha[y * mask.width + x] ?? 0) > 100) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7));
    }
  }
  return bytes;
}

/** A curve of the retired kind whose description names the patient. */
const curve: Trick = (dataset, { patient, modality }) => {
  if (modality.paint === undefined) return;
  const spans = [{ text: patient.name.spoken, kind: 'name' as const }];
  dataset.set({ tag: 0x50000005, vr: 'US', value: [2] });
  dataset.set({ tag: 0x50000010, vr: 'US', value: [2] });
  dataset.set({ tag: 0x50000020, vr: 'CS', value: 'POLY' });
  dataset.set({ tag: 0x50000022, vr: 'LO', value: `trace of ${patient.name.spoken}`, plant: { original: '', spans } });
  dataset.set({ tag: 0x50000103, vr: 'US', value: [0] });
  dataset.set({ tag: 0x50003000, vr: 'OW', value: Uint8Array.of(1, 0, 1, 0, 9, 0, 9, 0) });
};

/** A small picture of the image with the name in its pixels (PS3.3 C.7.6.1.1.6). */
const icon: Trick = (dataset, { patient, modality }) => {
  if (modality.paint === undefined) return;
  const text = ascii(patient.name.family).toUpperCase();
  if (text === '') return;
  const mask = drawText([text.slice(0, 6)], 12);
  const value = new Uint8Array(64 * 64);
  for (let y = 0; y < Math.min(64, mask.height); y++)
    value.set(mask.alpha.subarray(y * mask.width, y * mask.width + Math.min(64, mask.width)), y * 64);
  const picture = item({
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: 64,
    Columns: 64,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
  }).set({ tag: 0x7fe00010, vr: 'OB', value });
  dataset.set({ tag: 0x00880200, vr: 'SQ', value: [picture], plant: { original: [], spans: [{ text: text.slice(0, 6), kind: 'name' }] } });
};

const relatives: Trick = (dataset, { patient }) => {
  put(dataset, { ResponsiblePerson: patient.relative.pn });
};

/** Text that a viewer shows: in a presentation state, or in a report's findings. */
const shownText: Trick = (dataset, { patient }) => {
  const spans = [{ text: patient.name.spoken, kind: 'name' as const }];
  for (const annotation of dataset.items(tag('GraphicAnnotationSequence'))) {
    for (const text of annotation.items(tag('TextObjectSequence'))) plantBehind(text, tag('UnformattedTextValue'), spans);
  }
  const sections = dataset.items(tag('ContentSequence')).flatMap((section) => section.items(tag('ContentSequence')));
  const finding = sections.find((section) => section.has(tag('TextValue')));
  if (finding !== undefined) plantBehind(finding, tag('TextValue'), spans);
};

function plantBehind(holder: Item, at: number, spans: { text: string; kind: 'name' }[]): void {
  const element = holder.get(at);
  if (element === undefined || typeof element.value !== 'string') return;
  holder.set({ ...element, value: `${element.value} for ${spans[0]?.text ?? ''}`, plant: { original: element.value, spans } });
}

/** Text as ASCII, for places without a character set; what has no Latin letters gives nothing. */
const ascii = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[^\x20-\x7e]/gu, '')
    .trim();

const TRICKS: readonly [Trick, number][] = [
  [originalAttributes, 0.35],
  [unknownPrivate, 0.5],
  [storedAsUn, 0.3],
  [preamble, 0.35],
  [trailing, 0.3],
  [doubled, 0.3],
  [metaTitle, 0.4],
  [overlay, 0.35],
  [curve, 0.2],
  [icon, 0.25],
  [relatives, 0.4],
  [shownText, 1],
];

/** Puts identifiers where only a hard look finds them; the same places in all instances of a series. */
export function plantEdge(dataset: Item, series: Series): Extras {
  const extras = noExtras();
  const rng = series.rngOf('edge');
  for (const [trick, share] of TRICKS) if (rng.chance(share)) trick(dataset, series, extras);
  return extras;
}
