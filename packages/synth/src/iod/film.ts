import { put } from '../model/put.ts';
import type { Item } from '../model/item.ts';
import type { Paint, Series } from './context.ts';
import { window } from './image.ts';

/** How films are drawn: 12 bits of 16. */
export const film = (phantom: string, photometric: string): Paint => ({
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

/** Digital X-Ray modules that DX and MG share (PS3.3 C.8.11). */
export function digitalXRay(dataset: Item, series: Series, paint: Paint): void {
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

/** Laterality of a paired body part (General Series, Type 2C). */
export function lateral(dataset: Item, { study }: Series): void {
  if (study.procedure.bodyPart === 'HAND' && dataset.get(0x00200062) === undefined) put(dataset, { Laterality: 'R' });
}
