import { deflateSync, gzipSync } from 'node:zlib';
import {
  bytesElement,
  DEFLATED_LE,
  IMPLICIT_LE,
  numberElement,
  sequence,
  setElement,
  textElement,
  type WDataset,
  type WElement,
} from '@deidbench/dicom';
import { zipEntry } from './zip-entry.ts';

/** Somewhere in a file where a tool may leave an identifier, and what a finding there must say. */
export interface HidingPlace {
  name: string;
  /** Puts the bytes there; answers the file name, if that is the place. */
  put(dataset: WDataset, bytes: Uint8Array): void;
  place: 'visible' | 'plain' | 'nested' | 'private' | 'hidden';
}

const set = (dataset: WDataset, ...elements: WElement[]): void => {
  for (const element of elements) setElement(dataset, element);
};
const creator = (group: number): WElement => textElement(((group << 16) | 0x10) >>> 0, 'LO', 'ACME 1.0');
const around = (bytes: Uint8Array): Uint8Array => Buffer.concat([Buffer.from([1, 2, 0xff, 0x20]), bytes, Buffer.from([0x20, 0, 9, 0xfe])]);
const code = (value: string): WElement[] => [
  textElement(0x00080100, 'SH', value),
  textElement(0x00080102, 'SH', '99ACME'),
  textElement(0x00080104, 'LO', 'Finding'),
];

export const PLACES: readonly HidingPlace[] = [
  { name: 'standard text element', place: 'plain', put: (d, b) => set(d, bytesElement(0x00104000, 'LT', b)) },
  { name: 'text in a sequence item', place: 'nested', put: (d, b) => set(d, sequence(0x00400275, [[bytesElement(0x00321060, 'LO', b)]])) },
  {
    name: 'text three sequences deep',
    place: 'nested',
    put: (d, b) =>
      set(d, sequence(0x00400275, [[sequence(0x00321064, [[sequence(0x00081140, [[bytesElement(0x00204000, 'LT', b)]], true)]])]])),
  },
  { name: 'private text', place: 'private', put: (d, b) => set(d, creator(0x0009), bytesElement(0x00091001, 'LO', b)) },
  { name: 'private bytes (OB)', place: 'private', put: (d, b) => set(d, creator(0x0009), bytesElement(0x00091002, 'OB', around(b))) },
  {
    name: 'private element of unknown VR (UN)',
    place: 'private',
    put: (d, b) => set(d, creator(0x0009), bytesElement(0x00091003, 'UN', around(b))),
  },
  {
    name: 'private sequence',
    place: 'private',
    put: (d, b) => set(d, creator(0x0011), sequence(0x00111001, [[creator(0x0011), bytesElement(0x00111002, 'LT', b)]])),
  },
  { name: 'private element without creator', place: 'private', put: (d, b) => set(d, bytesElement(0x00131001, 'LO', b)) },
  { name: 'public element of unknown VR (UN)', place: 'hidden', put: (d, b) => set(d, bytesElement(0x00189ffe, 'UN', around(b))) },
  { name: 'file meta information', place: 'plain', put: (d, b) => d.meta!.push(bytesElement(0x00020102, 'OB', b)) },
  {
    name: 'preamble',
    place: 'hidden',
    put: (d, b) => {
      d.preamble = new Uint8Array(128);
      d.preamble.set(b, 10);
    },
  },
  { name: 'bytes behind the data set', place: 'hidden', put: (d, b) => (d.trailing = around(b)) },
  { name: 'data set trailing padding', place: 'hidden', put: (d, b) => set(d, bytesElement(0xfffcfffc, 'OB', b)) },
  {
    name: 'padding behind a NUL',
    place: 'hidden',
    put: (d, b) => set(d, bytesElement(0x00104000, 'LT', Buffer.concat([Buffer.from('none\0\0'), b]))),
  },
  {
    name: 'first copy of a doubled element',
    place: 'hidden',
    put: (d, b) => {
      const at = d.elements.findIndex(({ tag }) => tag > 0x00104000);
      d.elements.splice(at, 0, bytesElement(0x00104000, 'LT', b), textElement(0x00104000, 'LT', 'none'));
    },
  },
  { name: 'overlay comments', place: 'visible', put: (d, b) => set(d, bytesElement(0x60004000, 'LT', b)) },
  { name: 'bits of an overlay', place: 'hidden', put: (d, b) => set(d, bytesElement(0x60003000, 'OB', around(b))) },
  { name: 'curve label', place: 'visible', put: (d, b) => set(d, bytesElement(0x50002500, 'LO', b)) },
  {
    name: 'pixel bytes of an icon',
    place: 'hidden',
    put: (d, b) => set(d, sequence(0x00880200, [[numberElement(0x00280010, 'US', 8), bytesElement(0x7fe00010, 'OB', around(b))]])),
  },
  { name: 'pixel bytes', place: 'hidden', put: (d, b) => putInPixels(d, b) },
  { name: 'encapsulated document', place: 'visible', put: (d, b) => set(d, bytesElement(0x00420011, 'OB', pdf(around(b)))) },
  {
    name: 'deflated stream of a document',
    place: 'visible',
    put: (d, b) => set(d, bytesElement(0x00420011, 'OB', pdf(deflateSync(around(b))))),
  },
  {
    name: 'gzip data in a private element',
    place: 'hidden',
    put: (d, b) => set(d, creator(0x0009), bytesElement(0x00091002, 'OB', gzipSync(around(b)))),
  },
  {
    name: 'ZIP archive in a private element',
    place: 'hidden',
    put: (d, b) => set(d, creator(0x0009), bytesElement(0x00091002, 'OB', zipEntry('a.txt', around(b)))),
  },
  { name: 'gzip data behind the data set', place: 'hidden', put: (d, b) => (d.trailing = gzipSync(around(b))) },
  {
    name: 'text of a presentation state',
    place: 'visible',
    put: (d, b) => set(d, sequence(0x00700001, [[sequence(0x00700008, [[bytesElement(0x00700006, 'ST', b)]])]])),
  },
  {
    name: 'content item of a structured report',
    place: 'visible',
    put: (d, b) => set(d, sequence(0x0040a730, [[sequence(0x0040a043, [code('1')]), bytesElement(0x0040a160, 'UT', b)]])),
  },
  {
    name: 'data set of deflated transfer syntax',
    place: 'plain',
    put: (d, b) => {
      d.transferSyntax = DEFLATED_LE;
      set(d, bytesElement(0x00104000, 'LT', b));
    },
  },
  {
    name: 'bytes behind a deflated data set',
    place: 'hidden',
    put: (d, b) => {
      d.transferSyntax = DEFLATED_LE;
      d.trailing = around(b);
    },
  },
  {
    name: 'data set of implicit VR',
    place: 'plain',
    put: (d, b) => {
      d.transferSyntax = IMPLICIT_LE;
      set(d, bytesElement(0x00104000, 'LT', b));
    },
  },
];

function putInPixels(dataset: WDataset, bytes: Uint8Array): void {
  const at = dataset.elements.findIndex(({ tag }) => tag === 0x7fe00010);
  const value = Uint8Array.from(dataset.elements[at]!.value as Uint8Array);
  value.set(bytes, 300);
  dataset.elements[at] = { tag: 0x7fe00010, vr: 'OW', value };
}

const pdf = (stream: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from('%PDF-1.4\n1 0 obj <</Length 9>>\nstream\n'), stream, Buffer.from('\nendstream\nendobj\n%%EOF\n')]);
