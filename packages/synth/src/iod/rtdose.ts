import { put } from '../model/put.ts';
import type { Item } from '../model/item.ts';
import { frameOfReference, reference } from './common.ts';
import { type Modality, type Paint, type Series, sopUid } from './context.ts';
import { imagePixel, imagePlane } from './image.ts';
import { paintOf } from './paint.ts';
import { latest, rtCommon, sharedFrame } from './rt-common.ts';

const dosePaint: Paint = {
  phantom: 'pt',
  rows: 0,
  columns: 0,
  frames: 4,
  samples: 1,
  bitsAllocated: 16,
  bitsStored: 16,
  signed: false,
  low: 0,
  high: 40_000,
  photometric: 'MONOCHROME2',
};

/** RT Dose IOD (PS3.3 A.18). */
export const RTDOSE: Modality = {
  key: 'RTDOSE',
  modality: 'RTDOSE',
  sopClass: '1.2.840.10008.5.1.4.1.1.481.2',
  defaultSize: 32,
  burned: 0,
  most: 1,
  paint: dosePaint,
  build: buildDose,
};

function buildDose(series: Series, index: number): Item {
  const paint = paintOf(series);
  const dataset = rtCommon(series, index);
  const plan = latest(series, 'RTPLAN');
  frameOfReference(dataset, series);
  imagePlane(dataset, index, { spacing: 4, thickness: 3 }, paint);
  imagePixel(dataset, paint);
  dataset.delete(0x00201041);
  put(dataset, {
    ContentDate: series.study.date,
    ContentTime: series.time,
    FrameOfReferenceUID: sharedFrame(series),
    GridFrameOffsetVector: Array.from({ length: paint.frames }, (_, i) => String(i * 3)),
    DoseUnits: 'GY',
    DoseType: 'PHYSICAL',
    DoseSummationType: 'PLAN',
    DoseGridScaling: '0.0005',
    TissueHeterogeneityCorrection: 'IMAGE',
    ReferencedRTPlanSequence: plan && [reference(plan.modality.sopClass, sopUid(plan, 0))],
  });
  dataset.set({ tag: 0x00280009, vr: 'AT', value: [0x3004000c] });
  return dataset;
}
