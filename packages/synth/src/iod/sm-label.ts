import { element, put } from '../model/put.ts';
import type { Item } from '../model/item.ts';
import type { Modality, Series } from './context.ts';
import { buildSlide, containerOf, SM, slidePaint } from './sm.ts';

/** The slide's label, photographed: who it is from stands on it. */
export const SM_LABEL: Modality = {
  key: 'SM-label',
  modality: 'SM',
  sopClass: SM.sopClass,
  defaultSize: 256,
  burned: 1,
  paint: { ...slidePaint, phantom: 'label' },
  build: buildLabel,
};

/** The whole glass with its label at the left. */
export const SM_OVERVIEW: Modality = {
  key: 'SM-overview',
  modality: 'SM',
  sopClass: SM.sopClass,
  defaultSize: 384,
  burned: 1,
  paint: { ...slidePaint, phantom: 'overview', rows: 1, columns: 2 },
  build: (series, index) => buildSlide(series, index, 'OVERVIEW'),
};

/** Slide Label module (PS3.3 C.8.12.8): what was read from the label, and its barcode. */
function buildLabel(series: Series, index: number): Item {
  const dataset = buildSlide(series, index, 'LABEL');
  const name = series.patient.name.spoken;
  put(dataset, { BarcodeValue: containerOf(series) });
  const plant = { original: 'H&E', spans: [{ text: name, kind: 'name' as const }] };
  return dataset.set({ ...element('LabelText', `H&E for ${name}`), plant });
}
