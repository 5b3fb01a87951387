import type { Box, Frame, Gray, Samples } from './types.ts';

const LOW = 0.005;
const HIGH = 0.995;

/**
 * A part of a frame as 8-bit grey for reading text: colours to luma, palettes looked up, then a window from the 0.5th to the 99.5th
 * percentile of the part itself, so that text shows whatever the header's window is. MONOCHROME1 is inverted. A box outside the frame
 * gives an empty image.
 */
export function toGray8(frame: Frame, box: Box = { left: 0, top: 0, right: frame.columns, bottom: frame.rows }): Gray {
  const left = clamp(box.left, frame.columns);
  const top = clamp(box.top, frame.rows);
  const width = Math.max(0, clamp(box.right, frame.columns) - left);
  const height = Math.max(0, clamp(box.bottom, frame.rows) - top);
  const values = new Float64Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const row = (top + y) * frame.columns + left;
    for (let x = 0; x < width; x += 1) values[y * width + x] = luma(frame, row + x);
  }
  const { low, high } = percentileWindow(values);
  const inverted = frame.photometric === 'MONOCHROME1';
  const scale = high > low ? 255 / (high - low) : 0;
  const data = new Uint8Array(values.length);
  values.forEach((value, index) => {
    const level = Math.round(Math.min(255, Math.max(0, (value - low) * scale)));
    data[index] = inverted ? 255 - level : level;
  });
  return { width, height, data };
}

const clamp = (value: number, size: number): number => Math.min(size, Math.max(0, Math.trunc(value)));

function luma(frame: Frame, pixel: number): number {
  const { data, samples, palette } = frame;
  if (samples === 1) {
    const value = data[pixel]!;
    if (palette === undefined) return value;
    const entry = Math.min(palette.red.length - 1, Math.max(0, value - palette.first));
    return weigh(palette.red[entry]!, palette.green[entry]!, palette.blue[entry]!);
  }
  const at = pixel * samples;
  if (samples < 3 || frame.photometric.startsWith('YBR')) return data[at]!;
  return weigh(data[at]!, data[at + 1]!, data[at + 2]!);
}

const weigh = (red: number, green: number, blue: number): number => 0.299 * red + 0.587 * green + 0.114 * blue;

/** More values than this are sampled for the window. */
const MOST_VALUES = 2 ** 20;

/** The values, or evenly spread ones of them; an odd step, so that no column is met again and again. */
function sampled(values: Samples): Float64Array {
  const step = values.length <= MOST_VALUES ? 1 : Math.ceil(values.length / MOST_VALUES) | 1;
  const out = new Float64Array(Math.ceil(values.length / step));
  for (let i = 0; i < out.length; i += 1) out[i] = values[i * step]!;
  return out;
}

/** The values below which 0.5 % and 99.5 % of all lie; the ends of the range where most values are equal. */
export function percentileWindow(values: Samples): { low: number; high: number } {
  const sorted = sampled(values).filter(Number.isFinite).sort();
  if (sorted.length === 0) return { low: 0, high: 0 };
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.round(share * (sorted.length - 1)))]!;
  const window = { low: at(LOW), high: at(HIGH) };
  return window.low < window.high ? window : { low: sorted[0]!, high: sorted.at(-1)! };
}
