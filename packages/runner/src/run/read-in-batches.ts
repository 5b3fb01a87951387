import type { TextBox, TextReading } from '@deidbench/core/model';
import type { PoolResult } from '@deidbench/core/pool';
import type { Read } from './reader-worker.ts';

/** Boxes of one call: few enough that a call that does not end says that the engine hangs, and that it costs no more than these. */
const BATCH = 16;
/** Pixels of one call, unless a single box has more. */
const BATCH_PIXELS = 2 ** 24;

/** What was read, in the order of the boxes: undefined where the engine did not answer. */
export interface ReadAll {
  readings: (TextReading | undefined)[];
  seconds: number;
  /** Why some were not read. */
  problem?: string;
}

/** Reads any number of boxes by calls of bounded size, one after the other. A call that fails costs its own boxes alone. */
export async function readInBatches(boxes: readonly TextBox[], call: (batch: TextBox[]) => Promise<PoolResult<Read>>): Promise<ReadAll> {
  const all: ReadAll = { readings: [], seconds: 0 };
  for (const batch of batchesOf(boxes)) {
    const answer = await call(batch);
    if (answer.ok) {
      all.readings.push(...answer.value.readings);
      all.seconds += answer.value.seconds;
    } else {
      all.readings.push(...batch.map(() => undefined));
      all.problem ??= answer.error.message;
    }
  }
  return all;
}

function* batchesOf(boxes: readonly TextBox[]): Generator<TextBox[]> {
  let [batch, pixels]: [TextBox[], number] = [[], 0];
  for (const box of boxes) {
    const size = box.width * box.height;
    if (batch.length >= BATCH || (batch.length > 0 && pixels + size > BATCH_PIXELS)) {
      yield batch;
      [batch, pixels] = [[], 0];
    }
    batch.push(box);
    pixels += size;
  }
  if (batch.length > 0) yield batch;
}
