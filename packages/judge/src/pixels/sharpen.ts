import type { Gray } from '@deidbench/dicom';

/** Radius of the blur that is undone, in pixels: readers get along with less, and more than this leaves nothing of a text of usual size. */
const SIGMA = 2;
const ROUNDS = 12;

/**
 * Undoes a Gaussian blur as far as that is possible without knowing it: Van Cittert's iteration (1931), after which the range is stretched to 0–255.
 * What a reader finds then was only hidden from the eye.
 */
export function sharpen({ width, height, data }: Gray): Gray {
  const kernel = gaussian();
  let estimate = Float64Array.from(data);
  for (let round = 0; round < ROUNDS; round += 1) {
    const blurred = blur(estimate, width, height, kernel);
    estimate = estimate.map((value, i) => Math.min(255, Math.max(0, value + data[i]! - blurred[i]!)));
  }
  let [low, high] = [255, 0];
  for (const value of estimate) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const scale = high > low ? 255 / (high - low) : 0;
  return { width, height, data: Uint8Array.from(estimate, (value) => Math.round((value - low) * scale)) };
}

function gaussian(): number[] {
  const radius = SIGMA * 3;
  const weights = Array.from({ length: 2 * radius + 1 }, (_, i) => Math.exp(-((i - radius) ** 2) / (2 * SIGMA ** 2)));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function blur(values: Float64Array, width: number, height: number, kernel: readonly number[]): Float64Array {
  const across = convolve(values, width, height, kernel, 1, width);
  return convolve(across, height, width, kernel, width, 1);
}

/** One-dimensional convolution along `step`; the border's values go on outside. */
function convolve(
  values: Float64Array,
  length: number,
  lines: number,
  kernel: readonly number[],
  step: number,
  lineStep: number,
): Float64Array {
  const radius = (kernel.length - 1) / 2;
  const result = new Float64Array(values.length);
  for (let line = 0; line < lines; line += 1) {
    for (let i = 0; i < length; i += 1) {
      let sum = 0;
      for (let k = -radius; k <= radius; k += 1) {
        const at = Math.min(length - 1, Math.max(0, i + k));
        sum += kernel[k + radius]! * values[line * lineStep + at * step]!;
      }
      result[line * lineStep + i * step] = sum;
    }
  }
  return result;
}
