import type { Series } from '../iod/context.ts';
import type { Element, Item } from '../model/item.ts';
import { keyword } from '../model/put.ts';
import { type Carrier, carrierOf } from './carriers.ts';
import { drawPlanting } from './patterns.ts';

/** Puts the series' identifiers into its unusual and private elements: the same text in all its instances. */
export function plant(dataset: Item, series: Series, carriers: readonly string[]): void {
  for (const id of carriers) {
    const carrier = carrierOf(id);
    const element = elementAt(dataset, carrier);
    if (element !== undefined) plantInto(dataset, element, carrier, series);
  }
}

/** The carrier's element as it stands, or a clean one where the data set has none. */
function elementAt(dataset: Item, { at, clean }: Carrier): Element | undefined {
  if ('keyword' in at) {
    const { tag, vr } = keyword(at.keyword);
    return dataset.get(tag) ?? { tag, vr, value: clean };
  }
  const base = at.group << 16;
  for (let block = 0x10; block <= 0xff; block++) {
    if (dataset.text((base | block) >>> 0).toUpperCase() === at.creator.toUpperCase())
      return dataset.get((base | (block << 8) | at.low) >>> 0);
  }
  return undefined;
}

const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

function plantInto(dataset: Item, element: Element, carrier: Carrier, series: Series): void {
  const { value } = element;
  if (carrier.form === 'seconds') {
    const text = Array.isArray(value) ? String(value[0] as number) : '';
    dataset.set({ ...element, plant: { original: value, spans: [{ text, kind: 'event-date' }] } });
    return;
  }
  if (carrier.form === 'date') {
    const { date } = series.study;
    dataset.set({ ...element, value: date, plant: { original: date, spans: [{ text: date, kind: 'event-date' }] } });
    return;
  }
  const original =
    carrier.id === 'series-number' ? '' : value instanceof Uint8Array ? latin1(value).trimEnd() : typeof value === 'string' ? value : '';
  const rng = series.rngOf('planting', carrier.id);
  if (carrier.id === 'series-number') {
    const text = series.study.date;
    dataset.set({ ...element, value: text, plant: { original: '', spans: [{ text, kind: 'event-date' }] } });
    return;
  }
  const planting = drawPlanting(rng, original, carrier.most, series, value instanceof Uint8Array || DEFAULT_REPERTOIRE.has(element.vr));
  if (planting === undefined) return;
  if (!(value instanceof Uint8Array)) {
    dataset.set({ ...element, value: planting.value, plant: { original: planting.left, spans: planting.spans } });
    return;
  }
  dataset.set({
    ...element,
    value: even(planting.value),
    plant: { original: planting.left === original ? value : new Uint8Array(0), spans: planting.spans },
  });
}

/** VRs of text whose characters are those of the default repertoire, whatever Specific Character Set says (PS3.5 6.2). */
const DEFAULT_REPERTOIRE = new Set(['AE', 'AS', 'CS', 'DA', 'DS', 'DT', 'IS', 'TM', 'UI', 'UR']);

const even = (text: string): Uint8Array => Buffer.from(text.length % 2 === 0 ? text : `${text} `, 'latin1');
