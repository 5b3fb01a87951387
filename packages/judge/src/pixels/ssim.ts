import type { Frame } from '@deidbench/dicom';

const SIDE = 8;
const K1 = 0.01;
const K2 = 0.03;

/** Sum and number of the blocks compared. */
export interface Similarity {
  sum: number;
  blocks: number;
}

/**
 * Structural similarity of two frames of one shape: means, variances and covariance of blocks of 8 × 8 pixels (Wang, Bovik, Sheikh, Simoncelli
 * 2004), of the first sample of each pixel, against the range of the original frame. Blocks that touch a hidden pixel are left out.
 */
export function similarity(before: Frame, after: Frame, hidden: Uint8Array | undefined): Similarity {
  const range = rangeOf(before.data);
  const [c1, c2] = [(K1 * range) ** 2, (K2 * range) ** 2];
  const total = { sum: 0, blocks: 0 };
  for (let top = 0; top + SIDE <= before.rows; top += SIDE) {
    for (let left = 0; left + SIDE <= before.columns; left += SIDE) {
      const value = block(before, after, hidden, top, left, c1, c2);
      if (value === undefined) continue;
      total.sum += value;
      total.blocks += 1;
    }
  }
  return total;
}

function block(a: Frame, b: Frame, hidden: Uint8Array | undefined, top: number, left: number, c1: number, c2: number): number | undefined {
  let [sumA, sumB, squaresA, squaresB, products] = [0, 0, 0, 0, 0];
  for (let y = top; y < top + SIDE; y += 1) {
    for (let x = left; x < left + SIDE; x += 1) {
      const pixel = y * a.columns + x;
      if (hidden?.[pixel] === 1) return undefined;
      const [one, other] = [a.data[pixel * a.samples]!, b.data[pixel * a.samples]!];
      sumA += one;
      sumB += other;
      squaresA += one * one;
      squaresB += other * other;
      products += one * other;
    }
  }
  const count = SIDE * SIDE;
  const [meanA, meanB] = [sumA / count, sumB / count];
  const [varianceA, varianceB] = [squaresA / count - meanA * meanA, squaresB / count - meanB * meanB];
  const covariance = products / count - meanA * meanB;
  return ((2 * meanA * meanB + c1) * (2 * covariance + c2)) / ((meanA * meanA + meanB * meanB + c1) * (varianceA + varianceB + c2));
}

/** From the lowest to the highest sample; at least 1, so that frames of one value can be compared. */
export function rangeOf(data: Frame['data']): number {
  let [low, high] = [Infinity, -Infinity];
  for (const value of data) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return Math.max(1, high - low);
}
