import { put } from '../model/put.ts';
import type { Item } from '../model/item.ts';
import { commonModules, generalImage } from './common.ts';
import type { Modality, Series } from './context.ts';
import { film, lateral } from './film.ts';
import { imagePixel, window } from './image.ts';
import { paintOf } from './paint.ts';

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
