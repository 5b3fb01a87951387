import type { TextReading } from '@deidbench/core/model';
import type { Network } from './engine.ts';
import { mendLookAlikes } from './look-alikes.ts';
import { resize, type Gray } from './gray.ts';

const HEIGHT = 48;
const MIN_WIDTH = 48;
/** Longer lines are shrunk: a bound on memory, far beyond any burned-in line (about 130 characters). */
const MAX_WIDTH = 3200;

/** A reading with the confidence of its most doubtful character. */
export interface LineReading extends TextReading {
  least: number;
}

/** Reads one line of text. The network wants three equal channels of height 48, values -1 to 1. */
export async function recogniseLine(network: Network, characters: string[], line: Gray): Promise<LineReading> {
  if (line.width < 2 || line.height < 4) return { text: '', confidence: 0, least: 0 };
  const width = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, Math.round((line.width * HEIGHT) / line.height)));
  const { gray } = resize(line, width, HEIGHT);
  const plane = width * HEIGHT;
  const data = new Float32Array(3 * plane);
  for (let i = 0; i < plane; i++) {
    const value = gray[i]! / 127.5 - 1;
    data[i] = value;
    data[plane + i] = value;
    data[2 * plane + i] = value;
  }
  const output = await network.run(data, [1, 3, HEIGHT, width]);
  return decode(output.data, output.shape[1] ?? 0, output.shape[2] ?? 0, characters);
}

/** Greedy CTC: the best class of each step, repeats and blanks dropped. */
function decode(scores: Float32Array, steps: number, classes: number, characters: string[]): LineReading {
  let text = '';
  let sum = 0;
  let count = 0;
  let last = 0;
  let least = 1;
  for (let step = 0; step < steps; step++) {
    let best = 0;
    let score = -Infinity;
    for (let c = 0; c < classes; c++) {
      const value = scores[step * classes + c]!;
      if (value > score) {
        score = value;
        best = c;
      }
    }
    if (best !== 0 && best !== last) {
      text += characters[best] ?? '';
      sum += score;
      least = Math.min(least, score);
      count++;
    }
    last = best;
  }
  return { text: mendLookAlikes(text), confidence: count === 0 ? 0 : sum / count, least };
}
