import { put, code, item } from '../model/put.ts';
import { clock, commonModules, frameOfReference, generalImage } from './common.ts';
import type { Modality, Series } from './context.ts';
import { imagePixel, imagePlane } from './image.ts';
import { paintOf } from './paint.ts';
import type { Item } from '../model/item.ts';

/** Positron Emission Tomography Image IOD (PS3.3 A.21). */
export const PT: Modality = {
  key: 'PT',
  modality: 'PT',
  sopClass: '1.2.840.10008.5.1.4.1.1.128',
  defaultSize: 128,
  burned: 0.004,
  paint: {
    phantom: 'pt',
    rows: 0,
    columns: 0,
    frames: 1,
    samples: 1,
    bitsAllocated: 16,
    bitsStored: 16,
    signed: true,
    low: 0,
    high: 20_000,
    photometric: 'MONOCHROME2',
  },
  build,
};

function build(series: Series, index: number): Item {
  const paint = paintOf(series);
  const rng = series.rngOf('acquisition');
  const dataset = commonModules(series, index);
  generalImage(dataset, series, index, ['ORIGINAL', 'PRIMARY']);
  frameOfReference(dataset, series);
  imagePlane(dataset, index, { spacing: Number((600 / paint.columns).toFixed(4)), thickness: 3.27 }, paint);
  imagePixel(dataset, paint);
  put(dataset, {
    BodyPartExamined: 'CHEST',
    SeriesType: ['WHOLE BODY', 'IMAGE'],
    Units: 'BQML',
    CountsSource: 'EMISSION',
    NumberOfSlices: series.count,
    CorrectedImage: ['DECY', 'ATTN', 'SCAT', 'DTIM', 'RAN', 'NORM'],
    DecayCorrection: 'START',
    RandomsCorrectionMethod: 'DLYD',
    AttenuationCorrectionMethod: 'measured AC',
    ScatterCorrectionMethod: 'convolution subtraction',
    ReconstructionMethod: 'OSEM',
    CollimatorType: 'NONE',
    AcquisitionStartCondition: '',
    FrameReferenceTime: String(1000 * (index + 1)),
    ActualFrameDuration: '180000',
    ImageIndex: index + 1,
    DecayFactor: '1.02',
    ScatterFractionFactor: '0.31',
    RescaleIntercept: '0',
    RescaleSlope: '0.8173',
    RadiopharmaceuticalInformationSequence: [radiopharmaceutical(series, rng.int(300, 600) * 1_000_000)],
    PatientOrientationCodeSequence: [
      item({
        CodeValue: 'F-10450',
        CodingSchemeDesignator: 'SRT',
        CodeMeaning: 'recumbent',
        PatientOrientationModifierCodeSequence: [code('F-10340', 'SRT', 'supine')],
      }),
    ],
    PatientGantryRelationshipCodeSequence: [code('F-10470', 'SRT', 'headfirst')],
  });
  return dataset;
}

const radiopharmaceutical = ({ study }: Series, dose: number): Item =>
  item({
    Radiopharmaceutical: 'FDG -- fluorodeoxyglucose',
    RadiopharmaceuticalStartTime: clock(study.time, -3600),
    RadiopharmaceuticalStartDateTime: `${study.date}${clock(study.time, -3600)}`,
    RadionuclideTotalDose: String(dose),
    RadionuclideHalfLife: '6586.2',
    RadionuclidePositronFraction: '0.967',
    RadionuclideCodeSequence: [code('C-111A1', 'SRT', '18^Fluorine')],
    RadiopharmaceuticalCodeSequence: [code('C-B1031', 'SRT', 'Fluorodeoxyglucose F^18^')],
  });
