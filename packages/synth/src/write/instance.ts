import { createHash } from 'node:crypto';
import { EXPLICIT_LE, IMPLICIT_LE } from '@deidbench/dicom';
import { sopUid, type Series } from '../iod/index.ts';
import { paintOf } from '../iod/paint.ts';
import type { Element, Item } from '../model/item.ts';
import { blank, type Region } from '../pixels/burn.ts';
import { bytesOf, paintSamples, type Samples } from '../pixels/paint.ts';
import type { SeriesPlan } from '../plan/types.ts';
import { burnIdentifiers } from '../plant/burned.ts';
import { plant } from '../plant/plant.ts';
import { put } from '../model/put.ts';
import { addPrivateBlocks } from '../vendor/blocks.ts';

/** One instance as it was made: the data set with identifiers, and what the reference needs to know of its pixels. */
export interface Draft {
  series: Series;
  index: number;
  sop: string;
  dataset: Item;
  transferSyntax: string;
  /** Text blocks in the pixels. */
  regions: Region[];
  /** Stored Pixel Data of the reference where text was burned in. */
  blanked: Uint8Array | undefined;
  frames: number;
  /** MD5 of the stored Pixel Data. */
  pixelDigest: string | undefined;
}

const PIXEL_DATA = 0x7fe00010;

/** Builds one instance: the modality's data set, private blocks, pixels, and the identifiers where nobody looks. */
export function draftInstance(series: Series, plan: SeriesPlan, index: number): Draft {
  const dataset = series.modality.build(series, index);
  addPrivateBlocks(dataset, series, index);
  plant(dataset, series, plan.carriers);
  const pixels = series.modality.paint === undefined ? undefined : addPixels(dataset, series, plan, index);
  const bytes = !series.implicit || plan.carriers.includes('imaging-options') ? EXPLICIT_LE : IMPLICIT_LE;
  return {
    series,
    index,
    sop: sopUid(series, index),
    dataset,
    transferSyntax: bytes,
    regions: pixels?.regions ?? [],
    blanked: pixels?.blanked,
    frames: series.modality.paint?.frames ?? 0,
    pixelDigest: pixels?.digest,
  };
}

function addPixels(
  dataset: Item,
  series: Series,
  plan: SeriesPlan,
  index: number,
): { regions: Region[]; blanked: Uint8Array | undefined; digest: string } {
  const paint = paintOf(series);
  const samples: Samples = paintSamples(paint, series.rngOf('pixels', sopUid(series, index)), index / Math.max(1, series.count - 1));
  const regions = plan.burned ? burnIdentifiers(series, samples) : [];
  const stored = Uint8Array.from(bytesOf(samples));
  dataset.set(pixelElement(paint.bitsAllocated, stored));
  if (regions.length === 0) return { regions, blanked: undefined, digest: md5(stored) };
  put(dataset, { BurnedInAnnotation: 'YES' });
  blank(
    samples,
    paint,
    regions.map(({ box }) => box),
  );
  return { regions, blanked: bytesOf(samples), digest: md5(stored) };
}

const pixelElement = (bitsAllocated: number, value: Uint8Array): Element => ({
  tag: PIXEL_DATA,
  vr: bitsAllocated > 8 ? 'OW' : 'OB',
  value,
});

export const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');
