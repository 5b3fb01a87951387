import { encapsulated, numberElement, sequence, textElement } from '../writer/elements.ts';
import type { WDataset, WElement } from '../writer/types.ts';
import { EXPLICIT_LE } from '../reader/encoding.ts';

/** A small CT-like data set with nested sequences, a private block, and four pixels. All people are invented. */
export function sampleDataset(transferSyntax: string = EXPLICIT_LE): WDataset {
  return {
    meta: [textElement(0x00020002, 'UI', '1.2.840.10008.5.1.4.1.1.2'), textElement(0x00020003, 'UI', '1.2.3.4.5')],
    elements: sampleElements(),
    transferSyntax,
  };
}

export function sampleElements(): WElement[] {
  return [
    textElement(0x00080005, 'CS', 'ISO_IR 100'),
    textElement(0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', 'AXIAL']),
    textElement(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.2'),
    textElement(0x00080018, 'UI', '1.2.3.4.5'),
    textElement(0x00080060, 'CS', 'CT'),
    sequence(0x00081140, [
      [textElement(0x00081155, 'UI', '1.2.3.4.6')],
      [sequence(0x0040a170, [[textElement(0x00080104, 'LO', 'Inner')]], true)],
    ]),
    textElement(0x00090010, 'LO', 'GEMS_IDEN_01'),
    textElement(0x00091001, 'LO', 'CT_LIGHTSPEED'),
    textElement(0x00100010, 'PN', 'Müller^Jörg', ['ISO_IR 100']),
    textElement(0x00100020, 'LO', 'PID-0042'),
    numberElement(0x00280010, 'US', 2),
    numberElement(0x00280011, 'US', 2),
    numberElement(0x00280100, 'US', 16),
    numberElement(0x00280103, 'US', 0),
    numberElement(0x7fe00010, 'OW', [1, 2, 3, 4]),
  ];
}

/** Encapsulated Pixel Data: an empty offset table and one fragment. */
export const samplePixels = (...fragments: Uint8Array[]): WElement => encapsulated(0x7fe00010, [new Uint8Array(), ...fragments]);
