import { code, item, put } from '../model/put.ts';
import { commonModules, generalImage } from './common.ts';
import type { Modality, Paint, Series } from './context.ts';
import { imagePixel, window } from './image.ts';
import { paintOf } from './paint.ts';
import type { Item } from '../model/item.ts';

const film = (phantom: string, photometric: string): Paint => ({
  phantom,
  rows: 0,
  columns: 0,
  frames: 1,
  samples: 1,
  bitsAllocated: 16,
  bitsStored: 12,
  signed: false,
  low: 60,
  high: 3900,
  photometric,
});

/** Computed Radiography Image IOD (PS3.3 A.2). */
export const CR: Modality = {
  key: 'CR',
  modality: 'CR',
  sopClass: '1.2.840.10008.5.1.4.1.1.1',
  defaultSize: 384,
  burned: 0.3,
  paint: film('chest', 'MONOCHROME1'),
  build: buildCr,
};

/** Digital X-Ray Image IOD, for presentation (PS3.3 A.26). */
export const DX: Modality = {
  key: 'DX',
  modality: 'DX',
  sopClass: '1.2.840.10008.5.1.4.1.1.1.1',
  defaultSize: 384,
  burned: 0.3,
  paint: film('chest', 'MONOCHROME2'),
  build: buildDx,
};

/** Digital Mammography X-Ray Image IOD, for presentation (PS3.3 A.27). */
export const MG: Modality = {
  key: 'MG',
  modality: 'MG',
  sopClass: '1.2.840.10008.5.1.4.1.1.1.2',
  defaultSize: 384,
  burned: 0.3,
  female: true,
  paint: film('breast', 'MONOCHROME2'),
  build: buildMg,
};

function buildCr(series: Series, index: number): Item {
  const paint = paintOf(series);
  const rng = series.rngOf('acquisition');
  const dataset = commonModules(series, index);
  generalImage(dataset, series, index, ['ORIGINAL', 'PRIMARY']);
  imagePixel(dataset, paint);
  window(dataset, 2048, 4096);
  put(dataset, {
    BodyPartExamined: series.study.procedure.bodyPart,
    ViewPosition: 'AP',
    PatientOrientation: ['L', 'F'],
    KVP: String(rng.int(60, 110)),
    PlateID: rng.chance(0.5) ? rng.digits(8) : undefined,
    CassetteID: rng.chance(0.4) ? `K${rng.digits(7)}` : undefined,
    ImagerPixelSpacing: ['0.2', '0.2'],
    FilterType: 'NONE',
    CollimatorGridName: 'LINEAR',
    PlateType: 'ST-VI',
    PhosphorType: 'BaFBr',
    ExposureTime: String(rng.int(10, 80)),
    XRayTubeCurrent: String(rng.int(100, 400)),
    Exposure: String(rng.int(1, 12)),
    RelativeXRayExposure: String(rng.int(180, 500)),
    Sensitivity: String(rng.int(100, 600)),
    AcquisitionDeviceProcessingDescription: 'CHEST GENERAL',
    AcquisitionDeviceProcessingCode: rng.chance(0.5) ? 'GC 1.0' : undefined,
    PresentationLUTShape: undefined,
  });
  lateral(dataset, series);
  return dataset;
}

/** Digital X-Ray modules that DX and MG share (PS3.3 C.8.11). */
function digitalXRay(dataset: Item, series: Series, paint: Paint): void {
  const rng = series.rngOf('detector');
  window(dataset, 2048, 4096);
  put(dataset, {
    PresentationIntentType: 'FOR PRESENTATION',
    PixelIntensityRelationship: 'LOG',
    PixelIntensityRelationshipSign: paint.photometric === 'MONOCHROME1' ? 1 : -1,
    RescaleIntercept: '0',
    RescaleSlope: '1',
    RescaleType: 'US',
    PresentationLUTShape: 'IDENTITY',
    AcquisitionContextSequence: [],
    KVP: String(rng.int(60, 110)),
    ExposureTime: String(rng.int(10, 80)),
    XRayTubeCurrent: String(rng.int(100, 400)),
    Exposure: String(rng.int(1, 12)),
    DistanceSourceToDetector: '1800',
    DistanceSourceToPatient: '1700',
    ImagerPixelSpacing: ['0.143', '0.143'],
    DetectorType: 'SCINTILLATOR',
    DetectorConfiguration: 'AREA',
    DetectorDescription: rng.chance(0.6) ? 'TRIXELL PIXIUM' : undefined,
    DetectorID: rng.digits(8),
    DateOfLastDetectorCalibration: series.study.date,
    TimeOfLastDetectorCalibration: '060000',
    FieldOfViewShape: 'RECTANGLE',
    FieldOfViewDimensions: ['430', '430'],
    FieldOfViewOrigin: ['0', '0'],
    FieldOfViewRotation: '0',
    FieldOfViewHorizontalFlip: 'NO',
    Grid: 'IN',
  });
}

function buildDx(series: Series, index: number): Item {
  const paint = paintOf(series);
  const dataset = commonModules(series, index);
  generalImage(dataset, series, index, ['ORIGINAL', 'PRIMARY', '']);
  imagePixel(dataset, paint);
  digitalXRay(dataset, series, paint);
  put(dataset, {
    BodyPartExamined: series.study.procedure.bodyPart,
    PatientOrientation: ['L', 'F'],
    AnatomicRegionSequence: [region(series)],
    ImageLaterality: series.study.procedure.bodyPart === 'HAND' ? 'R' : 'U',
    ViewPosition: 'PA',
    PositionerType: 'NONE',
  });
  put(dataset, { ViewCodeSequence: [code('R-10214', 'SRT', 'postero-anterior')] });
  lateral(dataset, series);
  return dataset;
}

function region({ study }: Series): Item {
  const codes: Record<string, [string, string]> = {
    CHEST: ['T-D3000', 'Chest'],
    HAND: ['T-D8700', 'Hand'],
    ABDOMEN: ['T-D4000', 'Abdomen'],
  };
  const [value, meaning] = codes[study.procedure.bodyPart] ?? ['T-D0010', 'Entire body'];
  return code(value, 'SRT', meaning);
}

function buildMg(series: Series, index: number): Item {
  const paint = paintOf(series);
  const rng = series.rngOf('acquisition');
  const left = series.description.startsWith('L');
  const dataset = commonModules(series, index);
  generalImage(dataset, series, index, ['ORIGINAL', 'PRIMARY', '']);
  imagePixel(dataset, paint);
  digitalXRay(dataset, series, paint);
  const oblique = series.description.endsWith('MLO');
  put(dataset, {
    BodyPartExamined: 'BREAST',
    OrganExposed: 'BREAST',
    ImageLaterality: left ? 'L' : 'R',
    PatientOrientation: left ? ['A', 'L'] : ['P', 'R'],
    PositionerType: 'MAMMOGRAPHIC',
    PositionerPrimaryAngle: oblique ? '45' : '0',
    PositionerSecondaryAngle: '0',
    AnodeTargetMaterial: 'MOLYBDENUM',
    FilterMaterial: 'RHODIUM',
    CompressionForce: String(rng.int(60, 150)),
    BodyPartThickness: String(rng.int(30, 80)),
    OrganDose: '0.0123',
    EntranceDoseInmGy: '6.3',
    ExposureControlMode: 'AUTOMATIC',
    BreastImplantPresent: 'NO',
    PartialView: 'NO',
    CollimatorShape: 'RECTANGULAR',
    CollimatorLeftVerticalEdge: '1',
    CollimatorRightVerticalEdge: String(paint.columns),
    CollimatorUpperHorizontalEdge: '1',
    CollimatorLowerHorizontalEdge: String(paint.rows),
    AnatomicRegionSequence: [code('T-04000', 'SRT', 'Breast')],
    ViewCodeSequence: [
      item({
        CodeValue: oblique ? 'R-10226' : 'R-10242',
        CodingSchemeDesignator: 'SRT',
        CodeMeaning: oblique ? 'medio-lateral oblique' : 'cranio-caudal',
        ViewModifierCodeSequence: [],
      }),
    ],
  });
  dataset.delete(0x00180015);
  return dataset;
}

/** Laterality of a paired body part (General Series, Type 2C). */
function lateral(dataset: Item, { study }: Series): void {
  if (study.procedure.bodyPart === 'HAND' && dataset.get(0x00200062) === undefined) put(dataset, { Laterality: 'R' });
}
