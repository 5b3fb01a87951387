import { isMainThread } from 'node:worker_threads';
import type { InferenceSession, Tensor } from 'onnxruntime-node';
import { OcrError } from './errors.ts';

type Runtime = typeof import('onnxruntime-node');

/** One network, loaded once and run on one thread, so that a warm process stays small and every run gives the same numbers. */
export interface Network {
  run(data: Float32Array, shape: number[]): Promise<{ data: Float32Array; shape: readonly number[] }>;
  close(): Promise<void>;
}

/** The engine tells its maker over the network about its use, and keeps a database of that in the home folder, unless this is "1" when it loads. */
const QUIET = 'ORT_DISABLE_TELEMETRY';

/** Only the main thread can set the environment that the engine reads. */
function silence(): void {
  if (isMainThread) process.env[QUIET] = '1';
  else if (process.env[QUIET] !== '1')
    throw new OcrError(
      'NO_ENGINE',
      `The text reader was opened in a thread. Set ${QUIET}=1 for the whole process first, or open it in the main thread.`,
    );
}

async function runtime(): Promise<Runtime> {
  silence();
  try {
    return await import('onnxruntime-node');
  } catch (cause) {
    throw new OcrError(
      'NO_ENGINE',
      'The text reader does not load on this machine (onnxruntime-node). Burned-in text stays unread.',
      cause,
    );
  }
}

function only<T>(values: Record<string, T>): T {
  const [value] = Object.values(values);
  if (value === undefined) throw new OcrError('NO_ENGINE', 'The text reader gave no output.');
  return value;
}

export async function loadNetwork(path: string): Promise<Network> {
  const { InferenceSession: Session, Tensor: TensorOf } = await runtime();
  // Every line has another width: arenas and plans kept for each would take gigabytes.
  const options = {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
    enableCpuMemArena: false,
    enableMemPattern: false,
  } as const;
  const session: InferenceSession = await Session.create(path, options);
  const input = session.inputNames[0] ?? 'x';
  return {
    async run(data, shape) {
      const output = only<Tensor>(await session.run({ [input]: new TensorOf('float32', data, shape) }));
      return { data: output.data as Float32Array, shape: output.dims };
    },
    close: () => session.release(),
  };
}
