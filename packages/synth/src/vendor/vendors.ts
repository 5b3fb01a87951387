/** Private blocks that a vendor's systems write; see blocks.ts. */
export type BlockKind =
  | 'ge-ct'
  | 'ge-mr'
  | 'ge-pt'
  | 'ge-mg'
  | 'siemens-mr'
  | 'siemens-ct'
  | 'toshiba-ct'
  | 'philips-mr'
  | 'philips-pt'
  | 'lorad-mg'
  | 'fuji'
  | 'intelerad';

export interface Vendor {
  manufacturer: string;
  model: string;
  software: string;
  blocks: readonly BlockKind[];
}

type Row = [manufacturer: string, model: string, software: string, weight: number, ...blocks: BlockKind[]];

const TABLE: Record<string, readonly Row[]> = {
  CT: [
    ['GE MEDICAL SYSTEMS', 'LightSpeed VCT', 'gmp_vct.42', 4, 'ge-ct'],
    ['SIEMENS', 'SOMATOM Definition AS', 'syngo CT 2012B', 4, 'siemens-ct'],
    ['TOSHIBA', 'Aquilion ONE', 'V6.30ER005', 3, 'toshiba-ct'],
    ['Philips', 'Brilliance 64', '4.1.7', 2],
    ['Canon Medical Systems', 'Aquilion Prime SP', 'V8.90', 1, 'toshiba-ct'],
    ['NeuroLogica', 'CereTom', 'NL 4.2', 1, 'intelerad'],
    ['Hitachi Medical Corporation', 'SCENARIA', 'V2.3', 1],
    ['Neusoft Medical Systems', 'NeuViz 128', '1.1.9', 1],
  ],
  MR: [
    ['GE MEDICAL SYSTEMS', 'Signa HDxt', '24 LX HD', 4, 'ge-mr'],
    ['SIEMENS', 'Skyra', 'syngo MR E11', 5, 'siemens-mr'],
    ['Philips Medical Systems', 'Achieva', '5.1.7', 3, 'philips-mr'],
    ['Hitachi', 'Oasis', 'V5.0', 1],
    ['Esaote', 'O-scan', '10.2', 1],
    ['Siemens Healthineers', 'MAGNETOM Vida', 'syngo MR XA20', 2, 'siemens-mr'],
  ],
  PT: [
    ['GE MEDICAL SYSTEMS', 'Discovery STE', '52.00', 4, 'ge-pt'],
    ['CPS', '1080', 'PET 5.2', 2, 'intelerad'],
    ['Philips Medical Systems', 'Gemini TF', '3.5.2', 3, 'philips-pt'],
    ['SIEMENS', 'Biograph 64', 'VG40', 3],
  ],
  CR: [
    ['FUJIFILM Corporation', '5000', 'A16', 4, 'fuji'],
    ['Agfa', 'CR 85-X', '5.10', 2],
    ['Carestream Health', 'DirectView CR 975', '5.7', 2],
    ['KONICA MINOLTA', '0862', '3.10', 1],
    ['Kodak', 'CR 850', '4.6', 1, 'intelerad'],
  ],
  DX: [
    ['Philips Medical Systems', 'DigitalDiagnost', '4.2', 3],
    ['SIEMENS', 'Fluorospot Compact FD', 'VF11', 2],
    ['Canon Inc.', 'CXDI', '7.2', 1],
    ['Samsung Electronics', 'GC85A', '3.06', 1],
    ['Carestream', 'DRX-Revolution', '5.7', 2, 'intelerad'],
    ['Swissray', 'ddR', '5.1', 1],
    ['GE Healthcare', 'Discovery XR656', '1.4', 2],
  ],
  MG: [
    ['HOLOGIC, Inc.', 'Lorad Selenia', 'AWS:5_3_2', 4, 'lorad-mg'],
    ['GE MEDICAL SYSTEMS', 'Senographe Essential', 'ADS_56.21', 4, 'ge-mg'],
    ['SIEMENS', 'Mammomat Inspiration', 'VB60', 2],
    ['IMS Giotto', 'Giotto Class', '2.0', 1],
    ['Planmed', 'Clarity', '3.1', 1],
  ],
  US: [
    ['Philips Medical Systems', 'iU22', '6.3', 3],
    ['GE Vingmed Ultrasound', 'Vivid E9', '113.1', 2],
    ['ACUSON', 'SEQUOIA', '8.53', 2],
    ['SonoSite', 'M-Turbo', '61.1', 1],
    ['Mindray', 'DC-8', '02.01', 1, 'intelerad'],
    ['SuperSonic Imagine', 'Aixplorer', '12.3', 1],
  ],
  RT: [
    ['Varian Medical Systems', 'ARIA RadOnc', '13.6', 3],
    ['Elekta', 'Monaco', '5.11', 2],
    ['Philips Medical Systems', 'Pinnacle3', '9.10', 2],
    ['RaySearch Laboratories', 'RayStation', '6.0', 1],
  ],
  SM: [
    ['Leica Biosystems', 'Aperio GT450', '1.0.1', 3],
    ['Hamamatsu', 'NanoZoomer S360', '1.2', 2],
    ['3DHISTECH', 'PANNORAMIC 1000', '2.1', 1],
    ['Roche Diagnostics', 'VENTANA DP 200', '1.1', 1],
  ],
  NM: [
    ['GE MEDICAL SYSTEMS', 'INFINIA', '2.6', 1],
    ['SIEMENS NM', 'Symbia', 'VA60', 1],
  ],
  XA: [
    ['SIEMENS', 'AXIOM-Artis', 'VB35', 1],
    ['Philips', 'Allura Xper', '8.1', 1],
  ],
  SR: [
    ['Nuance', 'PowerScribe 360', '3.0', 2],
    ['McKesson', 'Radiology Reporting', '12.1', 1],
    ['Epic Systems', 'Radiant', '2018', 1],
  ],
  OTHER: [
    ['Merge Healthcare', 'eFilm Workstation', '3.4', 1],
    ['TeraRecon', 'Aquarius', '4.4', 1],
    ['Vital Images', 'Vitrea', '6.7', 1],
  ],
};

/** Vendors of a modality with their weights. */
export function vendorsOf(modality: string): readonly (readonly [Vendor, number])[] {
  const key = modality.startsWith('RT') ? 'RT' : modality in TABLE ? modality : 'OTHER';
  return (TABLE[key] ?? []).map(([manufacturer, model, software, weight, ...blocks]) => [
    { manufacturer, model, software, blocks },
    weight,
  ]);
}

/** Names of all makers and models. */
export const vendorTexts = (): string[] =>
  Object.values(TABLE).flatMap((rows) => rows.flatMap(([manufacturer, model]) => [manufacturer, model]));
