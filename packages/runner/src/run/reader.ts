import type { TextBox, TextReader, TextReading } from '@deidbench/core/model';
import { createPool, type Pool } from '@deidbench/core/pool';
import { RunnerError } from '../errors.ts';
import { readInBatches, type ReadAll } from './read-in-batches.ts';
import type { Read } from './reader-worker.ts';
import { workerUrl } from '../worker-url.ts';

/** Version that stands for "no text reader here". */
export const NO_READER = 'none';

/** Seconds for one batch of boxes, even on a crowded machine; a batch that takes longer has met an engine that hangs. */
const BATCH_SECONDS = 600;

/** Reads text in one process beside the workers, started at the first box. */
export class ReaderPool {
  readonly version: string;
  #pool: Pool<TextBox[], Read> | undefined;

  private constructor(version: string) {
    this.version = version;
  }

  /** Finds out whether a text reader is there, without loading its engine. */
  static async find(): Promise<ReaderPool> {
    try {
      return new ReaderPool((await import('@deidbench/ocr')).MODELS_VERSION);
    } catch {
      return new ReaderPool(NO_READER);
    }
  }

  /** Readings in the order of the boxes; none, or some of them undefined, where there is a problem. */
  async read(boxes: readonly TextBox[], signal?: AbortSignal): Promise<ReadAll> {
    if (this.version === NO_READER) return { readings: [], seconds: 0, problem: 'no text reader is installed' };
    const pool = (this.#pool ??= createPool({ worker: workerUrl('reader-worker', import.meta.url), size: 1 }));
    return readInBatches(boxes, (batch) => pool.run(batch, { seconds: BATCH_SECONDS, ...(signal && { signal }) }));
  }

  /** As the judge's text reader; undefined where none is installed. @throws Error when the engine does not answer. */
  asTextReader(): TextReader | undefined {
    if (this.version === NO_READER) return undefined;
    return {
      name: this.version,
      version: this.version,
      read: async (boxes) => {
        const { readings, problem } = await this.read(boxes);
        if (problem !== undefined) throw new RunnerError('NO_READER', `the text reader does not answer: ${problem}`);
        return readings as TextReading[];
      },
    };
  }

  async close(): Promise<void> {
    await this.#pool?.close();
  }
}
