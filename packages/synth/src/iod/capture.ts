import { put } from '../model/put.ts';
import type { Item } from '../model/item.ts';
import { commonModules, generalImage } from './common.ts';
import type { Modality, Paint, Series } from './context.ts';
import { imagePixel } from './image.ts';
import { paintOf } from './paint.ts';

const screen: Paint = {
  phantom: 'screen',
  rows: 3,
  columns: 4,
  frames: 1,
  samples: 3,
  bitsAllocated: 8,
  bitsStored: 8,
  signed: false,
  low: 0,
  high: 240,
  photometric: 'RGB',
};

/** Secondary Capture Image IOD (PS3.3 A.8.1): a screenshot, with the patient's banner in many. */
export const SC: Modality = {
  key: 'SC',
  modality: 'OT',
  sopClass: '1.2.840.10008.5.1.4.1.1.7',
  defaultSize: 400,
  burned: 0.4,
  paint: screen,
  build,
};

function build(series: Series, index: number): Item {
  const dataset = commonModules(series, index);
  generalImage(dataset, series, index, ['DERIVED', 'SECONDARY']);
  imagePixel(dataset, paintOf(series));
  put(dataset, {
    ConversionType: 'WSD',
    PatientOrientation: '',
    DateOfSecondaryCapture: series.study.date,
    TimeOfSecondaryCapture: series.time,
    SecondaryCaptureDeviceManufacturer: series.vendor.manufacturer,
    SecondaryCaptureDeviceID: `WS${series.serial}`,
    BodyPartExamined: series.study.procedure.bodyPart,
  });
  return dataset;
}
