import type { Network } from './engine.ts';
import { resize, type Gray } from './gray.ts';

/** Long side of what the detector sees; beyond it texture is taken for text (measured on 2048-pixel mammograms). */
const LONG_SIDE = 1024;
const MEAN = [0.485, 0.456, 0.406];
const DEVIATION = [0.229, 0.224, 0.225];
const PIXEL_THRESHOLD = 0.3;
const BOX_THRESHOLD = 0.5;
/** The network marks the core of a line; its box grows by this share of its height on every side, which is the width of a line that runs up or down. */
const GROWTH = 0.45;
const MIN_SIDE = 3;

export type Box = [left: number, top: number, right: number, bottom: number];

/** Boxes of text lines in an image, top to bottom; those of lines that run up or down are higher than wide. */
export async function detectLines(network: Network, image: Gray): Promise<Box[]> {
  const scale = Math.min(1, LONG_SIDE / Math.max(image.width, image.height));
  const width = Math.max(32, Math.round((image.width * scale) / 32) * 32);
  const height = Math.max(32, Math.round((image.height * scale) / 32) * 32);
  const output = await network.run(normalised(resize(image, width, height)), [1, 3, height, width]);
  const x = image.width / width;
  const y = image.height / height;
  return regions(output.data, width, height).map(([left, top, right, bottom]) => {
    const grow = Math.min(bottom - top, right - left) * GROWTH;
    return [
      Math.max(0, Math.floor((left - grow) * x)),
      Math.max(0, Math.floor((top - grow) * y)),
      Math.min(image.width, Math.ceil((right + grow) * x)),
      Math.min(image.height, Math.ceil((bottom + grow) * y)),
    ];
  });
}

function normalised({ width, height, gray }: Gray): Float32Array {
  const plane = width * height;
  const data = new Float32Array(3 * plane);
  for (let channel = 0; channel < 3; channel++) {
    for (let i = 0; i < plane; i++) data[channel * plane + i] = (gray[i]! / 255 - MEAN[channel]!) / DEVIATION[channel]!;
  }
  return data;
}

/** Bounding boxes of connected areas above the threshold, those of low mean probability left out. */
function regions(map: Float32Array, width: number, height: number): Box[] {
  const seen = new Uint8Array(width * height);
  const boxes: Box[] = [];
  const stack: number[] = [];
  for (let start = 0; start < map.length; start++) {
    if (seen[start] === 1 || map[start]! < PIXEL_THRESHOLD) continue;
    const box: Box = [width, height, 0, 0];
    let sum = 0;
    let count = 0;
    seen[start] = 1;
    stack.push(start);
    while (stack.length > 0) {
      const at = stack.pop()!;
      const x = at % width;
      const y = (at - x) / width;
      sum += map[at]!;
      count++;
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x + 1);
      box[3] = Math.max(box[3], y + 1);
      for (const next of [x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width]) {
        if (next < 0 || next >= map.length || seen[next] === 1 || map[next]! < PIXEL_THRESHOLD) continue;
        seen[next] = 1;
        stack.push(next);
      }
    }
    if (sum / count >= BOX_THRESHOLD && box[2] - box[0] >= MIN_SIDE && box[3] - box[1] >= MIN_SIDE) boxes.push(box);
  }
  return boxes.toSorted((a, b) => a[1] - b[1] || a[0] - b[0]);
}
