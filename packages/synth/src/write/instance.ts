import { createHash } from 'node:crypto';
import { IMPLICIT_LE } from '@deidbench/dicom';
import { sopUid, type Paint, type Series } from '../iod/index.ts';
import { paintOf } from '../iod/paint.ts';
import type { Element, Item } from '../model/item.ts';
import { put } from '../model/put.ts';
import { blank, type Box, type Region } from '../pixels/burn.ts';
import { decodeLossy } from '../pixels/decode-lossy.ts';
import { bytesOf, paintSamples, type Samples } from '../pixels/paint.ts';
import { plainPixels, type Stored, storePixels } from '../pixels/store.ts';
import { isLossless, isCompressed } from '../plan/syntaxes.ts';
import type { SeriesPlan } from '../plan/types.ts';
import { burnIdentifiers } from '../plant/burned.ts';
import { drawMarks, type Mark } from '../plant/marks.ts';
import { plantEdge } from '../plant/edge.ts';
import { plantForms } from '../plant/forms.ts';
import { plant } from '../plant/plant.ts';
import { type Extras, noExtras } from './extras.ts';
import { addPrivateBlocks } from '../vendor/blocks.ts';

/** Pixels of the curated twin where text was burned in. */
export interface Blanked {
  element: Element;
  transferSyntax: string;
  /** Photometric Interpretation, where decoding changed it. */
  photometric: string;
  /** Plain pixels, to look whether a box is of one colour. */
  plain: Uint8Array;
}

/** One instance as it was made: the data set with identifiers, and what the reference needs to know of its pixels. */
export interface Draft {
  series: Series;
  index: number;
  sop: string;
  dataset: Item;
  transferSyntax: string;
  /** Text blocks in the pixels. */
  regions: Region[];
  blanked: Blanked | undefined;
  /** Text in the pixels that must stay. */
  marks: Mark[];
  /** How the pixels are stored; undefined for objects without, and for real ones that are left as they are. */
  paint: Paint | undefined;
  extras: Extras;
}

/** Builds one instance: the modality's data set, private blocks, pixels, and the identifiers where nobody looks. */
export function draftInstance(series: Series, plan: SeriesPlan, index: number, difficulty: 'normal' | 'edge'): Draft {
  const dataset = series.modality.build(series, index);
  addPrivateBlocks(dataset, series, index, plan.syntax === IMPLICIT_LE);
  plant(dataset, series, plan.carriers);
  plantForms(dataset, series);
  const extras = difficulty === 'edge' ? plantEdge(dataset, series) : noExtras();
  const paint = series.modality.paint === undefined ? undefined : paintOf(series);
  const { regions, blanked, marks } = paint === undefined ? NO_PIXELS : addPixels(dataset, series, plan, paint, index);
  return {
    series,
    index,
    sop: sopUid(series, index),
    dataset,
    transferSyntax: plan.syntax,
    regions,
    blanked,
    marks,
    paint,
    extras,
  };
}

const NO_PIXELS = { regions: [], blanked: undefined, marks: [] };

function addPixels(
  dataset: Item,
  series: Series,
  plan: SeriesPlan,
  paint: Paint,
  index: number,
): Pick<Draft, 'regions' | 'blanked' | 'marks'> {
  const samples = paintSamples(paint, series.rngOf('pixels', sopUid(series, index)), index / Math.max(1, series.count - 1));
  const regions = plan.burned ? burnIdentifiers(series, samples, paint) : [];
  const marks = drawMarks(series, samples, paint, regions);
  const stored = storePixels(samples, paint, plan.syntax);
  dataset.set(stored.element);
  put(dataset, { PhotometricInterpretation: stored.photometric });
  if (regions.length > 0) put(dataset, { BurnedInAnnotation: 'YES' });
  if (!isLossless(plan.syntax)) {
    put(dataset, {
      LossyImageCompression: '01',
      LossyImageCompressionRatio: (stored.ratio ?? 1).toFixed(2),
      LossyImageCompressionMethod: 'ISO_10918_1',
    });
  }
  if (regions.length === 0) return { regions, marks, blanked: undefined };
  const boxes = regions.map(({ box }) => box);
  return { regions, marks, blanked: blankPixels(samples, stored, paint, plan.syntax, boxes) };
}

/** Black boxes, in the same syntax where it loses nothing; what was lossy is decoded and stored plain. */
function blankPixels(samples: Samples, stored: Stored, paint: Paint, syntax: string, boxes: readonly Box[]): Blanked {
  const lossy = isCompressed(syntax) && !isLossless(syntax);
  const source = lossy ? decodeLossy(stored, paint) : { samples, photometric: paint.photometric };
  const way = { ...paint, photometric: source.photometric };
  blank(source.samples, way, boxes);
  const { element, transferSyntax, photometric } = lossy ? plainPixels(source.samples, way) : storePixels(source.samples, way, syntax);
  return { element, transferSyntax, photometric, plain: bytesOf(source.samples) };
}

export const md5 = (bytes: Uint8Array): string => createHash('md5').update(bytes).digest('hex');
