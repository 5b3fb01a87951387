import { DEFLATED_LE, EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE } from '@deidbench/dicom';
import { modalityOf } from '../iod/index.ts';
import { rng } from '../random/rng.ts';
import type { SeriesPlan } from './types.ts';

export const RLE = '1.2.840.10008.1.2.5';
export const JPEG_BASELINE = '1.2.840.10008.1.2.4.50';
export const JPEG_LOSSLESS = '1.2.840.10008.1.2.4.70';
export const JPEG_LS = '1.2.840.10008.1.2.4.80';
export const JPEG_2000 = '1.2.840.10008.1.2.4.90';

const LOSSLESS = [RLE, JPEG_LOSSLESS, JPEG_LS, JPEG_2000];

/** Compression that loses nothing, or none at all. */
export const isLossless = (syntax: string): boolean => syntax !== JPEG_BASELINE;
export const isCompressed = (syntax: string): boolean => syntax === JPEG_BASELINE || LOSSLESS.includes(syntax);

/** Longer series are never deflated in the normal set: real stacks seldom are. */
const STACK = 20;

/** Share of compressed series: large stacks seldom are, colour images often. */
const SHARES: Record<string, number> = {
  CT: 0.03,
  MR: 0.03,
  PT: 0.02,
  CR: 0.15,
  DX: 0.15,
  MG: 0.15,
  US: 0.35,
  OT: 0.3,
  SM: 0.5,
  XA: 0.4,
  NM: 0.1,
};

/**
 * Gives each series its transfer syntax: mostly implicit or explicit VR little endian; some compressed, few deflated. `edge`: half of the
 * images compressed, one syntax after the other, and big endian too. `varied`: every kind of object in another syntax, for small sets.
 */
export function giveSyntaxes(all: readonly SeriesPlan[], seed: number, difficulty: 'normal' | 'edge', varied: boolean): void {
  const random = rng(seed, 'syntaxes');
  for (const [i, series] of all.entries()) {
    const { modality, paint } = modalityOf(series.kind);
    const colour = paint?.samples === 3;
    const bytes = paint?.bitsAllocated === 8;
    const choices = paint === undefined ? [] : colour || bytes ? [...LOSSLESS, JPEG_BASELINE] : LOSSLESS;
    const share = difficulty === 'edge' || varied ? 0.5 : (SHARES[modality] ?? 0.05);
    const compressed = choices.length > 0 && random.chance(share);
    const plain = random.weighted([
      [IMPLICIT_LE, 30],
      [EXPLICIT_LE, 68],
      [DEFLATED_LE, series.instances > STACK && difficulty === 'normal' ? 0 : 2],
      [EXPLICIT_BE, difficulty === 'edge' ? 8 : 0],
    ]);
    const next =
      difficulty === 'edge' || varied ? choices[i % Math.max(1, choices.length)] : random.pick(choices.length > 0 ? choices : [plain]);
    series.syntax = compressed && next !== undefined && !isRt(series.kind) ? next : plain;
    // Readers take this block's bytes for numbers in implicit VR.
    if (series.carriers.includes('imaging-options') && series.syntax === IMPLICIT_LE) series.syntax = EXPLICIT_LE;
  }
}

const isRt = (kind: string): boolean => kind.startsWith('RT') || kind === 'SEG';
