import { item, put } from '../model/put.ts';
import { commonModules, generalImage } from './common.ts';
import type { Modality, Paint, Series } from './context.ts';
import { imagePixel } from './image.ts';
import { paintOf } from './paint.ts';
import type { Item } from '../model/item.ts';

const paint: Paint = {
  phantom: 'us',
  rows: 3,
  columns: 4,
  frames: 1,
  samples: 3,
  bitsAllocated: 8,
  bitsStored: 8,
  signed: false,
  low: 0,
  high: 250,
  photometric: 'RGB',
};

/** Ultrasound Image IOD (PS3.3 A.6). */
export const US: Modality = {
  key: 'US',
  modality: 'US',
  sopClass: '1.2.840.10008.5.1.4.1.1.6.1',
  defaultSize: 400,
  burned: 0.35,
  paint,
  build,
};

/** Ultrasound Multi-frame Image IOD (PS3.3 A.7): a clip. */
export const US_CLIP: Modality = {
  key: 'US-clip',
  modality: 'US',
  sopClass: '1.2.840.10008.5.1.4.1.1.3.1',
  defaultSize: 256,
  burned: 0.35,
  most: 2,
  paint: { ...paint, frames: 6, samples: 1, photometric: 'MONOCHROME2' },
  build,
};

function build(series: Series, index: number): Item {
  const way = paintOf(series);
  const rng = series.rngOf('acquisition');
  const dataset = commonModules(series, index);
  generalImage(dataset, series, index, ['ORIGINAL', 'PRIMARY', 'ABDOMINAL', '0001']);
  imagePixel(dataset, way);
  put(dataset, {
    BodyPartExamined: series.study.procedure.bodyPart,
    PatientOrientation: '',
    TransducerData: [rng.pick(['C5-1', 'L12-5']), 'UNUSED', 'UNUSED'],
    TransducerType: 'CURVED LINEAR',
    ProcessingFunction: 'ABD_GEN',
    MechanicalIndex: undefined,
    HeartRate: undefined,
    FrameTime: way.frames > 1 ? '33.3' : undefined,
    SequenceOfUltrasoundRegions: [regionItem(way)],
  });
  if (way.frames > 1) dataset.set({ tag: 0x00280009, vr: 'AT', value: [0x00181063] });
  return dataset;
}

/** US Region Calibration (PS3.3 C.8.5.5). */
const regionItem = ({ rows, columns }: Paint): Item =>
  item({
    RegionSpatialFormat: 1,
    RegionDataType: 1,
    RegionFlags: 2,
    RegionLocationMinX0: Math.round(columns * 0.1),
    RegionLocationMinY0: Math.round(rows * 0.15),
    RegionLocationMaxX1: Math.round(columns * 0.9),
    RegionLocationMaxY1: rows - 1,
    PhysicalUnitsXDirection: 3,
    PhysicalUnitsYDirection: 3,
    PhysicalDeltaX: 0.0308,
    PhysicalDeltaY: 0.0308,
  });
