import { EXPLICIT_LE, IMPLICIT_LE, numberElement, sequence, textElement, writeDicom, type WElement } from '@deidbench/dicom';
import { PLANTINGS } from './plantings.ts';

const CT_IMAGE = '1.2.840.10008.5.1.4.1.1.2';
/** Of its own root: who leaves it alone leaves no UID of the study. */
const FRAME_OF_REFERENCE = '1.3.6.1.4.1.99999.7009';
const SIDE = 64;

/** Which of the sample's patients, series and images a file is; all numbers from 1. */
export interface SamplePlace {
  patient: number;
  series: number;
  image: number;
  implicitVr?: boolean;
}

/**
 * A small CT image of an invented patient with identifiers planted at known places (`PLANTINGS`). Patients 2, 3 … bear other numbers;
 * equal places give equal bytes.
 */
export function sampleInstance(place: SamplePlace): Uint8Array {
  const transferSyntax = place.implicitVr ? IMPLICIT_LE : EXPLICIT_LE;
  const meta = [
    { tag: 0x00020001, vr: 'OB', value: Uint8Array.of(0, 1) },
    textElement(0x00020002, 'UI', CT_IMAGE),
    textElement(0x00020003, 'UI', sopUid(place)),
    textElement(0x00020012, 'UI', '2.25.71930461857402318842391'),
  ];
  const elements = [...general(place), ...patient(place), ...acquisition(), ...relations(place), ...pixels(place)];
  return writeDicom({ meta, elements: elements.toSorted((a, b) => a.tag - b.tag), transferSyntax });
}

function sopUid({ patient, series, image }: SamplePlace): string {
  return `${PLANTINGS['instance uid'].word}.${patient}.${series}.${image}`;
}

function general(place: SamplePlace): WElement[] {
  return [
    textElement(0x00080005, 'CS', 'ISO_IR 100'),
    textElement(0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', 'AXIAL']),
    textElement(0x00080016, 'UI', CT_IMAGE),
    textElement(0x00080018, 'UI', sopUid(place)),
    textElement(0x00080020, 'DA', PLANTINGS['study date'].word),
    textElement(0x00080021, 'DA', PLANTINGS['series date'].word),
    textElement(0x00080022, 'DA', PLANTINGS['acquisition date'].word),
    textElement(0x00080023, 'DA', PLANTINGS['content date'].word),
    textElement(0x0008002a, 'DT', `${PLANTINGS['acquisition datetime'].word}101530`),
    textElement(0x00080030, 'TM', '101112'),
    textElement(0x00080031, 'TM', '101200'),
    textElement(0x00080032, 'TM', '101530'),
    textElement(0x00080033, 'TM', '101531'),
    textElement(0x00080050, 'SH', PLANTINGS['accession number'].word),
    textElement(0x00080060, 'CS', 'CT'),
    textElement(0x00080070, 'LO', 'GE MEDICAL SYSTEMS'),
    textElement(0x00080080, 'LO', `${PLANTINGS.institution.word} Hospital`),
    textElement(0x00080081, 'ST', `12 ${PLANTINGS['institution address'].word} Road`),
    textElement(0x00080090, 'PN', `${PLANTINGS['referring physician'].word}^Barnaby`),
    textElement(0x00081010, 'SH', 'CTSCAN07'),
    textElement(0x00081030, 'LO', `CT CHEST for ${PLANTINGS['study description'].word}`),
    textElement(0x0008103e, 'LO', `AXIAL 5MM for ${PLANTINGS['series description'].word}`),
    textElement(0x00081070, 'PN', `${PLANTINGS.operator.word}^Mona`),
    textElement(0x00081090, 'LO', 'LIGHTSPEED VCT'),
    sequence(0x00081140, [
      [textElement(0x00081150, 'UI', CT_IMAGE), textElement(0x00081155, 'UI', `${PLANTINGS['referenced uid'].word}.${place.patient}`)],
    ]),
    textElement(0x00090010, 'LO', 'GEMS_IDEN_01'),
    textElement(0x00091002, 'SH', PLANTINGS['private text'].word),
  ];
}

function patient(place: SamplePlace): WElement[] {
  return [
    textElement(0x00100010, 'PN', `${PLANTINGS["patient's name"].word}^Marigold${'abc'[place.patient - 1] ?? ''}`),
    textElement(0x00100020, 'LO', `${PLANTINGS['patient id'].word}${place.patient}`),
    textElement(0x00100030, 'DA', PLANTINGS['birth date'].word),
    textElement(0x00100040, 'CS', 'F'),
    textElement(0x00101000, 'LO', PLANTINGS['other patient ids'].word),
    textElement(0x00101010, 'AS', '052Y'),
    textElement(0x00101020, 'DS', '1.68'),
    textElement(0x00101030, 'DS', '71.5'),
    textElement(0x00101040, 'LO', `4 ${PLANTINGS.address.word} Lane`),
    textElement(0x00102154, 'SH', PLANTINGS.telephone.word),
    textElement(0x00104000, 'LT', `Seen with ${PLANTINGS['patient comments'].word}`),
  ];
}

function acquisition(): WElement[] {
  return [
    textElement(0x00180015, 'CS', 'CHEST'),
    textElement(0x00180050, 'DS', '5.0'),
    textElement(0x00180060, 'DS', '120'),
    textElement(0x00181000, 'LO', 'SN88412'),
    textElement(0x00181030, 'LO', 'CHEST ROUTINE'),
    textElement(0x00185100, 'CS', 'HFS'),
    textElement(0x00430010, 'LO', 'GEMS_PARM_01'),
    numberElement(0x00431001, 'SS', 12),
  ];
}

function relations({ patient: number, series, image }: SamplePlace): WElement[] {
  return [
    textElement(0x0020000d, 'UI', `${PLANTINGS['study uid'].word}.${number}`),
    textElement(0x0020000e, 'UI', `${PLANTINGS['series uid'].word}.${number}.${series}`),
    textElement(0x00200010, 'SH', PLANTINGS['study id'].word),
    textElement(0x00200011, 'IS', String(series)),
    textElement(0x00200012, 'IS', '1'),
    textElement(0x00200013, 'IS', String(image)),
    textElement(0x00200032, 'DS', ['-120', '-118', String(-40 + 5 * image)]),
    textElement(0x00200037, 'DS', ['1', '0', '0', '0', '1', '0']),
    textElement(0x00200052, 'UI', `${FRAME_OF_REFERENCE}.${number}`),
    textElement(0x00201040, 'LO', ''),
    textElement(0x00204000, 'LT', `Call ${PLANTINGS['image comments'].word}`),
    sequence(0x00400275, [
      [
        textElement(0x00321060, 'LO', `CHEST for ${PLANTINGS['nested name'].word}`),
        textElement(0x00401001, 'SH', PLANTINGS['nested accession'].word),
      ],
    ]),
  ];
}

function pixels({ patient: number, series, image }: SamplePlace): WElement[] {
  const values = Array.from(
    { length: SIDE * SIDE },
    (_, i) => ((i % SIDE) * 13 + Math.floor(i / SIDE) * 7 + 101 * number + 31 * series + image) % 2048,
  );
  return [
    numberElement(0x00280002, 'US', 1),
    textElement(0x00280004, 'CS', 'MONOCHROME2'),
    numberElement(0x00280010, 'US', SIDE),
    numberElement(0x00280011, 'US', SIDE),
    textElement(0x00280030, 'DS', ['0.7', '0.7']),
    numberElement(0x00280100, 'US', 16),
    numberElement(0x00280101, 'US', 12),
    numberElement(0x00280102, 'US', 11),
    numberElement(0x00280103, 'US', 0),
    textElement(0x00281050, 'DS', '40'),
    textElement(0x00281051, 'DS', '400'),
    textElement(0x00281052, 'DS', '-1024'),
    textElement(0x00281053, 'DS', '1'),
    numberElement(0x7fe00010, 'OW', values),
  ];
}
