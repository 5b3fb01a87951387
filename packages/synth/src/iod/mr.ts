import { put } from '../model/put.ts';
import { commonModules, frameOfReference, generalImage, reference } from './common.ts';
import { type Modality, type Series, sopUid } from './context.ts';
import { imagePixel, imagePlane, window } from './image.ts';
import { paintOf } from './paint.ts';
import type { Item } from '../model/item.ts';

const MR_IMAGE = '1.2.840.10008.5.1.4.1.1.4';
/** Millimetres between two slices. */
const GAP = 0.5;

/** MR Image IOD (PS3.3 A.4). */
export const MR: Modality = {
  key: 'MR',
  modality: 'MR',
  sopClass: MR_IMAGE,
  defaultSize: 128,
  burned: 0.004,
  paint: {
    phantom: 'mr',
    rows: 0,
    columns: 0,
    frames: 1,
    samples: 1,
    bitsAllocated: 16,
    bitsStored: 12,
    signed: false,
    low: 0,
    high: 1800,
    photometric: 'MONOCHROME2',
  },
  build,
};

function build(series: Series, index: number): Item {
  const paint = paintOf(series);
  const rng = series.rngOf('acquisition');
  const dataset = commonModules(series, index);
  generalImage(dataset, series, index, ['ORIGINAL', 'PRIMARY', 'M', 'ND']);
  frameOfReference(dataset, series);
  const thickness = rng.pick([3, 4, 5]);
  const step = thickness + GAP;
  imagePlane(dataset, index, { spacing: Number((230 / paint.columns).toFixed(4)), thickness, step }, paint);
  imagePixel(dataset, paint);
  window(dataset, 600, 1200);
  put(dataset, {
    BodyPartExamined: series.study.procedure.bodyPart,
    ScanningSequence: rng.pick(['SE', 'GR']),
    SequenceVariant: 'SK',
    ScanOptions: 'FAST_GEMS',
    MRAcquisitionType: '2D',
    SequenceName: rng.pick(['tse2d1_15', 'fl2d1', 'ep_b1000']),
    AngioFlag: 'N',
    RepetitionTime: String(rng.int(400, 6000)),
    EchoTime: String(rng.int(8, 110)),
    NumberOfAverages: '1',
    ImagingFrequency: '123.2',
    ImagedNucleus: '1H',
    EchoNumbers: '1',
    MagneticFieldStrength: rng.pick(['1.5', '3']),
    SpacingBetweenSlices: String(step),
    NumberOfPhaseEncodingSteps: '192',
    EchoTrainLength: String(rng.int(1, 20)),
    PercentSampling: '100',
    PercentPhaseFieldOfView: '100',
    PixelBandwidth: String(rng.int(100, 300)),
    ReceiveCoilName: rng.chance(0.6) ? 'HeadMatrix' : undefined,
    TransmitCoilName: 'Body',
    InPlanePhaseEncodingDirection: 'ROW',
    FlipAngle: String(rng.int(20, 150)),
    VariableFlipAngleFlag: 'N',
    SAR: '0.42',
    dBdt: '0',
    PatientPosition: 'HFS',
    ContrastBolusAgent: rng.chance(0.4) ? 'Gadovist' : undefined,
  });
  if (index > 0 && rng.chance(0.3)) put(dataset, { ReferencedImageSequence: [reference(MR_IMAGE, sopUid(series, 0))] });
  return dataset;
}
