import type { Instance } from '@deidbench/core/model';
import { createPool } from '@deidbench/core/pool';
import { workerUrl } from '../worker-url.ts';
import { scanFile, type ScannedFile } from './scan-file.ts';
import { comparePaths, walkDataset, type FoundFile } from './walk.ts';

/** A file that is no usable instance, named with what is wrong. It is left out, the rest goes on. */
export interface SkippedFile {
  path: string;
  problem: string;
}

export interface IndexedFile extends Instance {
  /** Times of the last write and of the last change of any kind when the file was read: another means that it is read again. */
  mtimeMs: number;
  /** Programs that copy set the first, and none can set this one. Absent in indexes of older releases. */
  ctimeMs?: number;
}

export interface BuiltIndex {
  instances: IndexedFile[];
  skipped: SkippedFile[];
}

export interface IndexOptions {
  jobs: number;
  onProgress?: (done: number, total: number) => void;
  /** An older index: files of the same size and times are not read again. */
  known?: readonly IndexedFile[];
}

const BATCH = 64;

/** Reads every file below a folder. Ordinals follow the paths' order by code point, so that they are alike on every machine. */
export async function buildIndex(root: string, options: IndexOptions): Promise<BuiltIndex> {
  const found = walkDataset(root);
  const known = new Map(options.known?.map((row) => [row.path, row]));
  const isFresh = ({ path, bytes, mtimeMs, ctimeMs }: FoundFile) => {
    const row = known.get(path);
    return row?.bytes === bytes && row.mtimeMs === mtimeMs && row.ctimeMs === ctimeMs;
  };
  const toRead = found.filter((file) => !isFresh(file));
  const scanned = await scanAll(root, toRead, options);
  const times = new Map(found.map(({ path, mtimeMs, ctimeMs }) => [path, { mtimeMs, ctimeMs }]));
  const rows = found.filter(isFresh).flatMap((file) => known.get(file.path) ?? []);
  const fresh = scanned.flatMap((s) => ('row' in s ? [{ ...s.row, ordinal: 0, mtimeMs: 0, ...times.get(s.row.path) }] : []));
  const sorted = [...rows, ...fresh].toSorted((a, b) => comparePaths(a.path, b.path));
  return withoutDoubles(
    sorted,
    scanned.flatMap((s) => ('row' in s ? [] : [s])),
  );
}

async function scanAll(root: string, files: readonly FoundFile[], { jobs, onProgress }: IndexOptions): Promise<ScannedFile[]> {
  const paths = files.map((file) => file.path);
  if (paths.length <= BATCH * 4) return paths.map((path) => scanFile(root, path));
  const pool = createPool<{ root: string; paths: string[] }, ScannedFile[]>({
    worker: workerUrl('index-worker', import.meta.url),
    size: jobs,
  });
  let done = 0;
  try {
    const batches = Array.from({ length: Math.ceil(paths.length / BATCH) }, (_, i) => paths.slice(i * BATCH, (i + 1) * BATCH));
    const answers = await Promise.all(
      batches.map(async (batch) => {
        const answer = await pool.run({ root, paths: batch });
        onProgress?.((done += batch.length), paths.length);
        if (answer.ok) return answer.value;
        return batch.map((path) => ({ path, problem: `reading it failed (${answer.error.message})` }));
      }),
    );
    return answers.flat();
  } finally {
    await pool.close();
  }
}

/** Two files with one SOP Instance UID can't both be paired: the first stays, the second is named. */
function withoutDoubles(rows: IndexedFile[], skipped: SkippedFile[]): BuiltIndex {
  const first = new Map<string, string>();
  const instances: IndexedFile[] = [];
  for (const row of rows) {
    const other = first.get(row.sop);
    if (other === undefined) {
      first.set(row.sop, row.path);
      instances.push({ ...row, ordinal: instances.length });
    } else {
      skipped.push({ path: row.path, problem: `it has the SOP Instance UID of ${other}` });
    }
  }
  return { instances, skipped: skipped.toSorted((a, b) => comparePaths(a.path, b.path)) };
}
