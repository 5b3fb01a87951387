import { put, item } from '../model/put.ts';
import { commonModules, frameOfReference, generalImage, reference } from './common.ts';
import { type Modality, type Paint, type Series, sopUid } from './context.ts';
import { imagePixel, imagePlane, window } from './image.ts';
import { paintOf } from './paint.ts';
import type { Item } from '../model/item.ts';

const CT_IMAGE = '1.2.840.10008.5.1.4.1.1.2';

/** CT Image IOD (PS3.3 A.3). */
export const CT: Modality = {
  key: 'CT',
  modality: 'CT',
  sopClass: CT_IMAGE,
  defaultSize: 128,
  burned: 0.004,
  paint: {
    phantom: 'ct',
    rows: 0,
    columns: 0,
    frames: 1,
    samples: 1,
    bitsAllocated: 16,
    bitsStored: 16,
    signed: true,
    low: -1000,
    high: 1200,
    photometric: 'MONOCHROME2',
  },
  build,
};

function build(series: Series, index: number): Item {
  const paint: Paint = paintOf(series);
  const rng = series.rngOf('acquisition');
  const dataset = commonModules(series, index);
  generalImage(dataset, series, index, ['ORIGINAL', 'PRIMARY', 'AXIAL']);
  frameOfReference(dataset, series);
  const thickness = rng.pick([1.25, 2.5, 3, 5]);
  const spacing = Number((rng.int(330, 480) / paint.columns).toFixed(4));
  imagePlane(dataset, index, { spacing, thickness }, paint);
  imagePixel(dataset, paint);
  window(dataset, rng.pick([40, 50]), rng.pick([350, 400]));
  put(dataset, {
    BodyPartExamined: series.study.procedure.bodyPart,
    ScanOptions: 'HELICAL MODE',
    KVP: rng.pick(['100', '120', '140']),
    DataCollectionDiameter: '500',
    ReconstructionDiameter: (spacing * paint.columns).toFixed(1),
    DistanceSourceToDetector: '949.075',
    DistanceSourceToPatient: '541',
    GantryDetectorTilt: '0',
    TableHeight: String(rng.int(120, 180)),
    RotationDirection: 'CW',
    ExposureTime: String(rng.int(400, 900)),
    XRayTubeCurrent: String(rng.int(80, 400)),
    Exposure: String(rng.int(10, 200)),
    FilterType: 'BODY FILTER',
    GeneratorPower: String(rng.int(12, 80) * 1000),
    FocalSpots: '1.2',
    ConvolutionKernel: rng.pick(['STANDARD', 'LUNG', 'SOFT']),
    PatientPosition: 'HFS',
    SingleCollimationWidth: 0.625,
    TotalCollimationWidth: 40,
    TableSpeed: 55,
    SpiralPitchFactor: 0.984375,
    RescaleIntercept: '0',
    RescaleSlope: '1',
    RescaleType: 'HU',
    ContrastBolusAgent: rng.chance(0.5) ? 'Omnipaque' : undefined,
    ContrastBolusRoute: rng.chance(0.5) ? 'INTRAVENOUS' : undefined,
    AcquisitionDeviceProcessingDescription: undefined,
    DerivationDescription: undefined,
  });
  dataset.set({ tag: 0x00280120, vr: 'SS', value: [-2000] });
  if (index > 0 && rng.chance(0.3)) put(dataset, { ReferencedImageSequence: [reference(CT_IMAGE, sopUid(series, 0))] });
  if (rng.chance(0.2))
    put(dataset, {
      ReferencedStudySequence: [item({ ReferencedSOPClassUID: '1.2.840.10008.3.1.2.3.1', ReferencedSOPInstanceUID: series.study.uid })],
    });
  return dataset;
}
