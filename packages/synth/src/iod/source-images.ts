import { item } from '../model/put.ts';
import type { Item } from '../model/item.ts';
import { reference } from './common.ts';
import { type Series, sopUid } from './context.ts';

/** The images of the same study that a derived object refers to. */
export const sourceImages = (series: Series): Series | undefined => series.earlier.find(({ modality }) => modality.paint !== undefined);

/** References to the first images of a series. */
export const references = (source: Series, most: number): Item[] =>
  Array.from({ length: Math.min(most, source.count) }, (_, i) => reference(source.modality.sopClass, sopUid(source, i)));

/** A Referenced Series item with its first images. */
export const referencedSeries = (source: Series, most: number): Item =>
  item({ SeriesInstanceUID: source.uid, ReferencedSOPSequence: references(source, most) });
