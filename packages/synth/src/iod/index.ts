import { XA } from './angio.ts';
import { SC } from './capture.ts';
import type { Modality } from './context.ts';
import { CT } from './ct.ts';
import { KO } from './key-object.ts';
import { PR } from './presentation.ts';
import { SEG } from './segmentation.ts';
import { PDF } from './document.ts';
import { CT_ENHANCED, MR_ENHANCED } from './enhanced.ts';
import { MR } from './mr.ts';
import { NM } from './nuclear.ts';
import { CR } from './cr.ts';
import { DX } from './dx.ts';
import { MG } from './mg.ts';
import { PT } from './pt.ts';
import { RTDOSE } from './rtdose.ts';
import { RTPLAN } from './rtplan.ts';
import { RTSTRUCT } from './rtstruct.ts';
import { SM } from './sm.ts';
import { SM_LABEL, SM_OVERVIEW } from './sm-label.ts';
import { SR } from './sr.ts';
import { US, US_CLIP } from './us.ts';
import { ECG } from './waveform.ts';

/** Every kind of object that the generator makes. */
export const MODALITIES: readonly Modality[] = [
  CR,
  CT,
  DX,
  MG,
  MR,
  PT,
  US,
  US_CLIP,
  SR,
  RTSTRUCT,
  RTPLAN,
  RTDOSE,
  SM,
  SM_LABEL,
  SM_OVERVIEW,
  SC,
  MR_ENHANCED,
  CT_ENHANCED,
  SEG,
  PR,
  KO,
  NM,
  XA,
  PDF,
  ECG,
];

const byKey = new Map(MODALITIES.map((modality) => [modality.key, modality]));

/** `base MODALITY CLASS`: real objects, which are read and not built. */
function baseModality(key: string): Modality | undefined {
  const [, modality, sopClass] = /^base (\S+) ([0-9.]+)$/u.exec(key) ?? [];
  if (modality === undefined || sopClass === undefined) return undefined;
  const build = (): never => {
    throw new RangeError('a real object is not built');
  };
  return { key, modality, sopClass, build, defaultSize: 0, burned: 0 };
}

export function modalityOf(key: string): Modality {
  const found = byKey.get(key) ?? baseModality(key);
  if (found === undefined) throw new RangeError(`no modality ${key}`);
  return found;
}

export type { Modality, Paint, Series, Study } from './context.ts';
export { sopUid } from './context.ts';
