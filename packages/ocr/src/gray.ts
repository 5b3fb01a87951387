/** An 8-bit grey image, row by row. */
export interface Gray {
  width: number;
  height: number;
  gray: Uint8Array;
}

/** Cuts [left, top, right, bottom) out of an image; what lies outside is left away. */
export function crop(image: Gray, left: number, top: number, right: number, bottom: number): Gray {
  const x0 = Math.max(0, Math.floor(left));
  const y0 = Math.max(0, Math.floor(top));
  const width = Math.max(0, Math.min(image.width, Math.ceil(right)) - x0);
  const height = Math.max(0, Math.min(image.height, Math.ceil(bottom)) - y0);
  const gray = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = (y0 + y) * image.width + x0;
    gray.set(image.gray.subarray(from, from + width), y * width);
  }
  return { width, height, gray };
}

/** Bilinear resize; downscaling first averages whole blocks, so that thin strokes do not vanish. */
export function resize(image: Gray, width: number, height: number): Gray {
  const block = Math.floor(Math.min(image.width / width, image.height / height));
  const source = block >= 2 ? average(image, block) : image;
  const gray = new Uint8Array(width * height);
  const stepX = source.width / width;
  const stepY = source.height / height;
  for (let y = 0; y < height; y++) {
    const sy = Math.min(source.height - 1, Math.max(0, (y + 0.5) * stepY - 0.5));
    const y0 = Math.floor(sy);
    const y1 = Math.min(source.height - 1, y0 + 1);
    for (let x = 0; x < width; x++) {
      const sx = Math.min(source.width - 1, Math.max(0, (x + 0.5) * stepX - 0.5));
      const x0 = Math.floor(sx);
      const x1 = Math.min(source.width - 1, x0 + 1);
      const top = mix(source.gray[y0 * source.width + x0]!, source.gray[y0 * source.width + x1]!, sx - x0);
      const bottom = mix(source.gray[y1 * source.width + x0]!, source.gray[y1 * source.width + x1]!, sx - x0);
      gray[y * width + x] = Math.round(mix(top, bottom, sy - y0));
    }
  }
  return { width, height, gray };
}

const mix = (a: number, b: number, share: number): number => a + (b - a) * share;

function average(image: Gray, block: number): Gray {
  const width = Math.floor(image.width / block);
  const height = Math.floor(image.height / block);
  const gray = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let dy = 0; dy < block; dy++)
        for (let dx = 0; dx < block; dx++) sum += image.gray[(y * block + dy) * image.width + x * block + dx]!;
      gray[y * width + x] = Math.round(sum / (block * block));
    }
  }
  return { width, height, gray };
}

/** The image with a border of the colour that its own edge has most. */
export function framed(image: Gray, border: number): Gray {
  const { width, height } = image;
  const edge: number[] = [];
  for (let x = 0; x < width; x++) edge.push(image.gray[x]!, image.gray[(height - 1) * width + x]!);
  const ground = edge.toSorted((a, b) => a - b)[edge.length >> 1] ?? 0;
  const [wide, high] = [width + 2 * border, height + 2 * border];
  const gray = new Uint8Array(wide * high).fill(ground);
  for (let y = 0; y < height; y++) gray.set(image.gray.subarray(y * width, (y + 1) * width), (y + border) * wide + border);
  return { width: wide, height: high, gray };
}

/** The image turned by so many quarters of a circle, clockwise. */
export function turned(image: Gray, quarters: number): Gray {
  if (quarters % 4 === 0) return image;
  const { width, height, gray } = turned(image, quarters - 1);
  const out = new Uint8Array(gray.length);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) out[x * height + (height - 1 - y)] = gray[y * width + x]!;
  return { width: height, height: width, gray: out };
}

/** True when the image has no two values far enough apart to carry a stroke. */
export function isUniform(image: Gray, tolerance = 0): boolean {
  let low = 255;
  let high = 0;
  for (const value of image.gray) {
    if (value < low) low = value;
    if (value > high) high = value;
    if (high - low > tolerance) return false;
  }
  return true;
}
