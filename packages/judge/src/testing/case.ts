import { EXPLICIT_LE, numberElement, sequence, textElement, writeDicom, type WDataset, type WElement } from '@deidbench/dicom';

export const CT = '1.2.840.10008.5.1.4.1.1.2';

/** An invented person, before or after de-identification. */
export interface Person {
  id: string;
  name: string;
  birth: string;
  accession: string;
  physician: string;
  institution: string;
  /** Planted behind the study description. */
  suffix: string;
}

export interface Shot {
  person: Person;
  /** Root of the UIDs: study is `.1`, series `.1.1`, instance `.1.1.<number>`. */
  root: string;
  number: number;
  /** Makes the pixels differ from other images'. */
  seed: number;
  date: string;
  /** Referenced image of the same series; empty for none. */
  reference: string;
  /** The upper left corner: an image as it is, with marks burned in, or blanked. */
  corner: 'image' | 'burned' | 'blank';
  identityRemoved: boolean;
}

export const UID = {
  study: (root: string): string => `${root}.1`,
  series: (root: string): string => `${root}.1.1`,
  sop: (root: string, number: number): string => `${root}.1.1.${number}`,
};

const SIZE = 16;

/** A small CT image with one reference and, where asked, bright marks in a box of 8 × 4 pixels. */
export function ctImage({ person, root, number, seed, date, reference, corner, identityRemoved }: Shot): WDataset {
  const text = (tag: number, vr: string, value: string): WElement => textElement(tag, vr, value, ['ISO_IR 100']);
  const sop = UID.sop(root, number);
  const elements: WElement[] = [
    text(0x00080005, 'CS', 'ISO_IR 100'),
    text(0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\AXIAL'),
    text(0x00080016, 'UI', CT),
    text(0x00080018, 'UI', sop),
    text(0x00080020, 'DA', date),
    text(0x00080030, 'TM', '101530'),
    text(0x00080050, 'SH', person.accession),
    text(0x00080060, 'CS', 'CT'),
    text(0x00080070, 'LO', 'Maker One'),
    text(0x00080080, 'LO', person.institution),
    text(0x00080090, 'PN', person.physician),
    text(0x00081030, 'LO', `CHEST ROUTINE${person.suffix}`),
    sequence(0x00081140, reference === '' ? [] : [[text(0x00081150, 'UI', CT), text(0x00081155, 'UI', reference)]]),
    text(0x00100010, 'PN', person.name),
    text(0x00100020, 'LO', person.id),
    text(0x00100030, 'DA', person.birth),
    text(0x00100040, 'CS', 'F'),
    ...(identityRemoved ? [text(0x00120062, 'CS', 'YES'), text(0x00120063, 'LO', 'Basic Profile')] : []),
    text(0x00180050, 'DS', '2.5'),
    text(0x0020000d, 'UI', UID.study(root)),
    text(0x0020000e, 'UI', UID.series(root)),
    text(0x00200013, 'IS', String(number)),
    text(0x00200032, 'DS', `0\\0\\${number * 2.5}`),
    numberElement(0x00280002, 'US', 1),
    text(0x00280004, 'CS', 'MONOCHROME2'),
    numberElement(0x00280010, 'US', SIZE),
    numberElement(0x00280011, 'US', SIZE),
    numberElement(0x00280100, 'US', 16),
    numberElement(0x00280101, 'US', 16),
    numberElement(0x00280102, 'US', 15),
    numberElement(0x00280103, 'US', 0),
    ...(identityRemoved ? [text(0x00280303, 'CS', 'MODIFIED')] : []),
    numberElement(0x7fe00010, 'OW', pixels(seed + number, corner)),
  ];
  return {
    meta: [text(0x00020002, 'UI', CT), text(0x00020003, 'UI', sop), text(0x00020012, 'UI', '1.2.826.0.1.3680043.99')],
    elements,
    transferSyntax: EXPLICIT_LE,
  };
}

function pixels(seed: number, corner: Shot['corner']): number[] {
  return Array.from({ length: SIZE * SIZE }, (_, i) => {
    const [x, y] = [i % SIZE, Math.floor(i / SIZE)];
    if (corner !== 'image' && x < 8 && y < 4) return corner === 'blank' ? 0 : (x * 7 + y * 3) % 2 === 0 ? 4000 : 100;
    return 200 + ((i * 37 + seed) % 800);
  });
}

export const fileOf = (dataset: WDataset): Uint8Array => writeDicom(dataset);

/** Replaces an element's text at the top level. */
export function setText(dataset: WDataset, tag: number, vr: string, value: string): void {
  const at = dataset.elements.findIndex((element) => element.tag >= tag);
  const same = dataset.elements[at]?.tag === tag;
  dataset.elements.splice(at < 0 ? dataset.elements.length : at, same ? 1 : 0, textElement(tag, vr, value, ['ISO_IR 100']));
}
