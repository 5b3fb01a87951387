import type { BlockKind } from '../vendor/vendors.ts';

/**
 * An element that carries an identifier where nobody looks. `weight`: how often it was found in TCIA's published collections
 * ("PHI in unusual tags", "PHI in private tags"); one of the weights is capped so that it doesn't drown the rest.
 */
export interface Carrier {
  id: string;
  /** Keyword of a public element, or block and element of a private one. */
  at: { keyword: string } | { group: number; creator: string; low: number };
  /** `text`: words around an identifier · `date`, `seconds`: the value is the date itself · `bytes`: text in a byte value. */
  form: 'text' | 'date' | 'seconds' | 'bytes';
  weight: number;
  /** Longest value in characters. */
  most: number;
  /** What a clean value says, where the element has none. */
  clean: string;
  modalities?: readonly string[];
  blocks?: readonly BlockKind[];
}

const at = (keyword: string): { keyword: string } => ({ keyword });
const inBlock = (group: number, creator: string, low: number): { group: number; creator: string; low: number } => ({ group, creator, low });

export const UNUSUAL: readonly Carrier[] = [
  {
    id: 'data-set-subtype',
    at: at('DataSetSubtype'),
    form: 'text',
    weight: 1,
    most: 64,
    clean: 'IMA NONE',
    modalities: ['CT', 'MR', 'CR', 'PT'],
  },
  { id: 'receive-coil', at: at('ReceiveCoilName'), form: 'text', weight: 2, most: 16, clean: 'HEAD', modalities: ['MR'] },
  { id: 'detector', at: at('DetectorDescription'), form: 'text', weight: 3, most: 400, clean: 'TRIXELL PIXIUM', modalities: ['DX', 'MG'] },
  { id: 'reason', at: at('ReasonForStudy'), form: 'text', weight: 5, most: 64, clean: 'follow up' },
  { id: 'diagnoses', at: at('AdmittingDiagnosesDescription'), form: 'text', weight: 6, most: 64, clean: 'staging' },
  { id: 'scheduled-start', at: at('ScheduledStudyStartDate'), form: 'date', weight: 11, most: 8, clean: '' },
  { id: 'contrast', at: at('ContrastBolusAgent'), form: 'text', weight: 15, most: 64, clean: 'Omnipaque', modalities: ['CT', 'MR', 'XA'] },
  {
    id: 'processing-code',
    at: at('AcquisitionDeviceProcessingCode'),
    form: 'text',
    weight: 29,
    most: 16,
    clean: 'GC 1.0',
    modalities: ['CR', 'DX', 'MG'],
  },
  { id: 'serial', at: at('DeviceSerialNumber'), form: 'text', weight: 31, most: 64, clean: '' },
  { id: 'station', at: at('StationName'), form: 'text', weight: 33, most: 16, clean: '' },
  { id: 'requested-procedure', at: at('RequestedProcedureDescription'), form: 'text', weight: 37, most: 64, clean: 'ROUTINE' },
  {
    id: 'derivation',
    at: at('DerivationDescription'),
    form: 'text',
    weight: 44,
    most: 400,
    clean: 'resampled',
    modalities: ['CT', 'MR', 'CR', 'DX', 'MG', 'PT', 'US', 'NM'],
  },
  {
    id: 'structure-set',
    at: at('StructureSetDescription'),
    form: 'text',
    weight: 50,
    most: 400,
    clean: 'contours for planning',
    modalities: ['RTSTRUCT'],
  },
  { id: 'structure-set-date', at: at('StructureSetDate'), form: 'date', weight: 57, most: 8, clean: '', modalities: ['RTSTRUCT'] },
  { id: 'study-comments', at: at('StudyComments'), form: 'text', weight: 70, most: 400, clean: 'no prior study' },
  { id: 'history', at: at('AdditionalPatientHistory'), form: 'text', weight: 76, most: 400, clean: 'cough' },
  {
    id: 'requested-contrast',
    at: at('RequestedContrastAgent'),
    form: 'text',
    weight: 101,
    most: 64,
    clean: 'iodine',
    modalities: ['CT', 'MR', 'XA'],
  },
  { id: 'series-number', at: at('SeriesNumber'), form: 'text', weight: 2, most: 12, clean: '' },
  { id: 'series-description', at: at('SeriesDescription'), form: 'text', weight: 60, most: 64, clean: 'AXIAL' },
  { id: 'study-description', at: at('StudyDescription'), form: 'text', weight: 120, most: 64, clean: 'ROUTINE' },
  { id: 'patient-comments', at: at('PatientComments'), form: 'text', weight: 160, most: 400, clean: 'patient was cooperative' },
];

export const PRIVATE: readonly Carrier[] = [
  {
    id: 'imaging-options',
    at: inBlock(0x0027, 'GEMS_IMAG_01', 0x33),
    form: 'bytes',
    weight: 1,
    most: 400,
    clean: 'OPT 01',
    blocks: ['ge-ct'],
  },
  {
    id: 'source-ae',
    at: inBlock(0x3f01, 'INTELERAD MEDICAL SYSTEMS', 0x03),
    form: 'text',
    weight: 1,
    most: 16,
    clean: 'IMAGEBOX',
    blocks: ['intelerad'],
  },
  {
    id: 'toshiba-contrast',
    at: inBlock(0x7005, 'TOSHIBA_MEC_CT3', 0x1c),
    form: 'text',
    weight: 1,
    most: 64,
    clean: 'NO CONTRAST',
    blocks: ['toshiba-ct'],
  },
  { id: 'batch', at: inBlock(0x0009, 'GEMS_PETD_01', 0x37), form: 'text', weight: 2, most: 64, clean: 'BATCH FDG', blocks: ['ge-pt'] },
  {
    id: 'mao-buffer',
    at: inBlock(0x0045, 'GEMS_SENO_02', 0x26),
    form: 'bytes',
    weight: 2,
    most: 400,
    clean: 'MAO 3F20 771A',
    blocks: ['ge-mg'],
  },
  { id: 'kanji-department', at: inBlock(0x0009, 'FDMS 1.0', 0x92), form: 'text', weight: 3, most: 16, clean: 'DEPT 1', blocks: ['fuji'] },
  {
    id: 'service-id',
    at: inBlock(0x0009, 'GEMS_IDEN_01', 0x30),
    form: 'text',
    weight: 4,
    most: 16,
    clean: 'SERVICE01',
    blocks: ['ge-ct', 'ge-mr', 'ge-mg'],
  },
  {
    id: 'first-axial',
    at: inBlock(0x0023, 'GEMS_STDY_01', 0x70),
    form: 'seconds',
    weight: 30,
    most: 20,
    clean: '',
    blocks: ['ge-ct', 'ge-mr'],
  },
  {
    id: 'coil-data',
    at: inBlock(0x0043, 'GEMS_PARM_01', 0x80),
    form: 'text',
    weight: 8,
    most: 64,
    clean: 'HEAD COIL 8CH',
    blocks: ['ge-mr'],
  },
  {
    id: 'phoenix',
    at: inBlock(0x0021, 'SIEMENS MR SDS 01', 0x19),
    form: 'bytes',
    weight: 15,
    most: 400,
    clean: '<XProtocol> </XProtocol>',
    blocks: ['siemens-mr'],
  },
];

/** What clean values of them say. */
export const cleanTexts = (): string[] => [...UNUSUAL, ...PRIVATE].map(({ clean }) => clean);

const byId = new Map([...UNUSUAL, ...PRIVATE].map((carrier) => [carrier.id, carrier]));

export function carrierOf(id: string): Carrier {
  const found = byId.get(id);
  if (found === undefined) throw new RangeError(`no carrier ${id}`);
  return found;
}

/** Carriers that a series of this modality and vendor can hold. */
export function fitting(list: readonly Carrier[], modality: string, blocks: readonly BlockKind[]): Carrier[] {
  return list.filter(
    (carrier) =>
      (carrier.modalities === undefined || carrier.modalities.includes(modality)) &&
      (carrier.blocks === undefined || carrier.blocks.some((kind) => blocks.includes(kind))),
  );
}
