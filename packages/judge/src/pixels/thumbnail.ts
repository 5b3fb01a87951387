import type { Box, Gray } from '@deidbench/dicom';

/** Long side of a thumbnail. */
const SIDE = 224;

/** A small picture of a whole image, a box outlined in it: to see where in the image a crop lies. */
export function thumbnail(whole: Gray, box: Box): Gray {
  const scale = Math.min(1, SIDE / Math.max(whole.width, whole.height));
  const small = shrink(whole, Math.max(1, Math.round(whole.width * scale)), Math.max(1, Math.round(whole.height * scale)));
  outline(small, {
    left: Math.floor(box.left * scale),
    top: Math.floor(box.top * scale),
    right: Math.ceil(box.right * scale),
    bottom: Math.ceil(box.bottom * scale),
  });
  return small;
}

/** Each pixel the mean of those that it stands for. */
function shrink({ width, height, data }: Gray, columns: number, rows: number): Gray {
  const small = new Uint8Array(columns * rows);
  for (let y = 0; y < rows; y += 1) {
    const [top, bottom] = [
      Math.floor((y * height) / rows),
      Math.max(Math.floor((y * height) / rows) + 1, Math.floor(((y + 1) * height) / rows)),
    ];
    for (let x = 0; x < columns; x += 1) {
      const [left, right] = [
        Math.floor((x * width) / columns),
        Math.max(Math.floor((x * width) / columns) + 1, Math.floor(((x + 1) * width) / columns)),
      ];
      let sum = 0;
      for (let j = top; j < bottom; j += 1) for (let i = left; i < right; i += 1) sum += data[j * width + i]!;
      small[y * columns + x] = Math.round(sum / ((bottom - top) * (right - left)));
    }
  }
  return { width: columns, height: rows, data: small };
}

/** A line of black and white in turn, which shows on any ground. */
function outline({ width, height, data }: Gray, { left, top, right, bottom }: Box): void {
  const set = (x: number, y: number): void => {
    if (x >= 0 && y >= 0 && x < width && y < height) data[y * width + x] = Math.floor((x + y) / 3) % 2 === 0 ? 255 : 0;
  };
  for (let x = left - 1; x <= right; x += 1) [top - 1, bottom].forEach((y) => set(x, y));
  for (let y = top - 1; y <= bottom; y += 1) [left - 1, right].forEach((x) => set(x, y));
}
