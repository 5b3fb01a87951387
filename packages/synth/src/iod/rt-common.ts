import { put } from '../model/put.ts';
import type { Item } from '../model/item.ts';
import { commonModules } from './common.ts';
import type { Series } from './context.ts';

/** Common modules without what the RT Series module lacks, protocol and performed step, and with the operators that it asks for (PS3.3 C.8.8.1). */
export function rtCommon(series: Series, index: number): Item {
  const dataset = commonModules(series, index);
  for (const tag of [0x00181030, 0x00400244, 0x00400245, 0x00400253, 0x00400254]) dataset.delete(tag);
  if (!dataset.has(0x00081070)) put(dataset, { OperatorsName: series.patient.site.operator.pn });
  return dataset;
}

export const latest = (series: Series, key: string): Series | undefined => series.earlier.findLast(({ modality }) => modality.key === key);
export const planningImages = (series: Series): Series | undefined =>
  series.earlier.find(({ modality }) => modality.key === 'CT' || modality.key === 'MR');

/** UID of the frame of reference that structures, plans and doses of a study share with its images. */
export const sharedFrame = (series: Series): string => (planningImages(series) ?? series.earlier[0] ?? series).frameOfReference;
