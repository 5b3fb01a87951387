import { put } from '../model/put.ts';
import type { Item } from '../model/item.ts';
import { commonModules, generalImage } from './common.ts';
import type { Modality, Paint, Series } from './context.ts';
import { imagePixel } from './image.ts';
import { paintOf } from './paint.ts';

const run: Paint = {
  phantom: 'vessels',
  rows: 0,
  columns: 0,
  frames: 5,
  samples: 1,
  bitsAllocated: 8,
  bitsStored: 8,
  signed: false,
  low: 0,
  high: 250,
  photometric: 'MONOCHROME2',
};

/** X-Ray Angiographic Image IOD (PS3.3 A.14): a run of frames. */
export const XA: Modality = {
  key: 'XA',
  modality: 'XA',
  sopClass: '1.2.840.10008.5.1.4.1.1.12.1',
  defaultSize: 192,
  burned: 0,
  paint: run,
  build,
};

function build(series: Series, index: number): Item {
  const dataset = commonModules(series, index);
  generalImage(dataset, series, index, ['ORIGINAL', 'PRIMARY', 'SINGLE PLANE']);
  imagePixel(dataset, paintOf(series));
  put(dataset, {
    BodyPartExamined: 'HEART',
    PatientOrientation: '',
    PixelIntensityRelationship: 'LIN',
    KVP: '80',
    RadiationSetting: 'GR',
    XRayTubeCurrent: '600',
    ExposureTime: '8',
    RadiationMode: 'PULSED',
    PositionerMotion: 'STATIC',
    PositionerPrimaryAngle: '-30',
    PositionerSecondaryAngle: '0',
    DistanceSourceToDetector: '1100',
    DistanceSourceToPatient: '780',
    ImagerPixelSpacing: ['0.31', '0.31'],
    FrameTime: '66.6',
    CineRate: '15',
    RecommendedDisplayFrameRate: '15',
    ContrastBolusAgent: 'Omnipaque',
    WindowCenter: '128',
    WindowWidth: '256',
  });
  dataset.set({ tag: 0x00280009, vr: 'AT', value: [0x00181063] });
  return dataset;
}
