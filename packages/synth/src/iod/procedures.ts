/** A procedure: what ordering, protocol and description texts say of it. No word of it is an identifier. */
export interface Procedure {
  bodyPart: string;
  study: string;
  protocol: string;
  series: readonly string[];
  reason: string;
  diagnosis: string;
}

const make = (bodyPart: string, study: string, protocol: string, series: string[], reason: string, diagnosis: string): Procedure => ({
  bodyPart,
  study,
  protocol,
  series,
  reason,
  diagnosis,
});

const CHEST = make('CHEST', 'XR CHEST AP PORTABLE', 'CHEST AP', ['AP', 'PA', 'LATERAL'], 'cough and fever', 'pneumonia');
const HAND = make('HAND', 'XR HAND 3 VIEWS', 'HAND ROUTINE', ['PA', 'OBLIQUE', 'LATERAL'], 'wrist pain', 'fracture');
const ABDOMEN_X = make('ABDOMEN', 'XR ABDOMEN SUPINE', 'ABDOMEN', ['SUPINE', 'ERECT'], 'abdominal pain', 'obstruction');
const CT_CHEST = make(
  'CHEST',
  'CT CHEST W CONTRAST',
  'THORAX ROUTINE',
  ['LUNG 1.25MM', 'SOFT TISSUE 2.5MM'],
  'lung nodule',
  'nodule follow up',
);
const CT_ABDOMEN = make('ABDOMEN', 'CT ABDOMEN PELVIS', 'ABDOMEN PELVIS', ['PORTAL VENOUS 5MM', 'AXIAL 3MM'], 'weight loss', 'mass');
const CT_HEAD = make('HEAD', 'CT HEAD WO CONTRAST', 'HEAD AXIAL', ['BRAIN 5MM', 'BONE 2.5MM'], 'headache', 'bleed excluded');
const MR_BRAIN = make('BRAIN', 'MRI BRAIN W AND WO CONTRAST', 'BRAIN TUMOR', ['AX T1', 'AX FLAIR', 'AX DWI'], 'seizure', 'glioma');
const MR_PROSTATE = make('PROSTATE', 'MRI PROSTATE', 'PROSTATE MULTI', ['AX T2', 'DYN CONTRAST'], 'raised marker', 'staging');
const PT_BODY = make('WHOLEBODY', 'PET CT SKULL TO THIGH', 'PET WHOLE BODY', ['PET AC', 'PET NAC'], 'staging', 'lymphoma');
const MG_SCREEN = make(
  'BREAST',
  'MAMMOGRAM SCREENING BILATERAL',
  'SCREENING',
  ['L CC', 'R CC', 'L MLO', 'R MLO'],
  'screening',
  'no finding',
);
const US_ABDOMEN = make('ABDOMEN', 'US ABDOMEN COMPLETE', 'ABDOMEN', ['LIVER', 'KIDNEY'], 'gallstones', 'stones');
const US_THYROID = make('NECK', 'US THYROID', 'THYROID', ['RIGHT LOBE', 'LEFT LOBE'], 'nodule', 'nodule');
const RT = make('BRAIN', 'RT BRAIN METASTASIS', 'STEREOTACTIC', ['PLANNING'], 'metastasis', 'metastasis');
const PATHOLOGY = make('BREAST', 'SURGICAL PATHOLOGY', 'H&E', ['VOLUME'], 'biopsy', 'ductal carcinoma');
const NM_BONE = make('WHOLEBODY', 'NM BONE SCAN', 'WHOLE BODY', ['ANTERIOR', 'POSTERIOR'], 'bone pain', 'metastasis');
const XA_HEART = make('HEART', 'CORONARY ANGIOGRAPHY', 'LEFT CORONARY', ['LCA', 'RCA'], 'chest pain', 'stenosis');
const ECG = make('HEART', 'ECG 12 LEAD', 'RESTING ECG', ['RHYTHM'], 'palpitation', 'sinus rhythm');

const BY_MODALITY: Record<string, readonly Procedure[]> = {
  CR: [CHEST, HAND, ABDOMEN_X],
  DX: [CHEST, HAND, ABDOMEN_X],
  MG: [MG_SCREEN],
  CT: [CT_CHEST, CT_ABDOMEN, CT_HEAD],
  MR: [MR_BRAIN, MR_PROSTATE],
  PT: [PT_BODY],
  US: [US_ABDOMEN, US_THYROID],
  RTSTRUCT: [RT],
  RTPLAN: [RT],
  RTDOSE: [RT],
  RTIMAGE: [RT],
  SM: [PATHOLOGY],
  NM: [NM_BONE],
  XA: [XA_HEART],
  ECG: [ECG],
};

/** Procedures of a modality; objects that belong to any study take a chest CT. */
export const proceduresOf = (modality: string): readonly Procedure[] => BY_MODALITY[modality] ?? [CT_CHEST];

/** Every text of every procedure: words that no invented identifier may look like. */
export const procedureTexts = (): string[] =>
  Object.values(BY_MODALITY).flatMap((list) =>
    list.flatMap(({ study, protocol, series, reason, diagnosis }) => [study, protocol, ...series, reason, diagnosis]),
  );
