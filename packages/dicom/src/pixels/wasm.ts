import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

interface Memory {
  readonly buffer: ArrayBuffer;
}

/** What is used of the host's WebAssembly, which the types of Node leave out. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: Imports) => { readonly exports: unknown };
};

type Imports = Record<string, Record<string, (...values: never[]) => unknown>>;

/** The exports of dcmjs-codecs' WebAssembly module: C functions on numbers and addresses. */
export interface CodecModule {
  memory: Memory;
  call(name: string, ...values: number[]): number;
}

const KEPT_MEMORY = 512 * 1024 * 1024;

let compiled: object | undefined;
let current: CodecModule | undefined;

/**
 * Runs `use` with the codec module, which is compiled on first use. After a failure the instance is thrown away, since a codec that was cut
 * off in the middle leaves broken state that would spoil the next frame; also when it has grown large.
 */
export function withCodecModule<T>(use: (codec: CodecModule) => T): T {
  const codec = (current ??= instantiate());
  try {
    const result = use(codec);
    if (codec.memory.buffer.byteLength > KEPT_MEMORY) current = undefined;
    return result;
  } catch (error) {
    current = undefined;
    throw error;
  }
}

function compile(): object {
  const main = createRequire(import.meta.url).resolve('dcmjs-codecs');
  return new WebAssembly.Module(readFileSync(join(dirname(main), 'dcmjs-native-codecs.wasm')));
}

type Exports = Record<string, (...values: number[]) => number> & { memory: Memory };

function instantiate(): CodecModule {
  compiled ??= compile();
  const host: { memory?: Memory } = {};
  const instance = new WebAssembly.Instance(
    compiled,
    importsOf(() => host.memory!),
  );
  const exported = instance.exports as Exports;
  host.memory = exported.memory;
  exported['_initialize']?.();
  return { memory: exported.memory, call: (name, ...values) => exported[name]!(...values) };
}

/** What the module asks of its host: no environment, no files; its messages are dropped, its exceptions thrown. */
function importsOf(memory: () => Memory): Imports {
  const view = (): DataView => new DataView(memory().buffer);
  return {
    wasi_snapshot_preview1: {
      environ_get: () => 0,
      environ_sizes_get: (count: number, size: number) => {
        view().setUint32(count, 0, true);
        view().setUint32(size, 0, true);
        return 0;
      },
      proc_exit: (code: number) => {
        throw new Error(`the codec ended with ${code}`);
      },
      clock_time_get: (_clock: number, _precision: bigint, time: number) => {
        view().setBigUint64(time, 0n, true);
        return 0;
      },
      fd_write: (_fd: number, vectors: number, count: number, written: number) => {
        let total = 0;
        for (let index = 0; index < count; index += 1) total += view().getUint32(vectors + index * 8 + 4, true);
        view().setUint32(written, total, true);
        return 0;
      },
      fd_seek: () => 0,
      fd_close: () => 0,
    },
    env: {
      emscripten_notify_memory_growth: () => undefined,
      onCodecsInfo: () => undefined,
      onCodecsTrace: () => undefined,
      onCodecsException: (at: number, length: number) => {
        throw new Error(Buffer.from(memory().buffer, at, length).toString('latin1'));
      },
    },
  };
}
