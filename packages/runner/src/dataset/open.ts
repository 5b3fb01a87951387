import { join } from 'node:path';
import type { Dataset, Instance } from '@deidbench/core/model';
import { StoreError } from '@deidbench/core/store';
import { RunnerError } from '../errors.ts';
import { buildIndex, type IndexedFile, type SkippedFile } from './build-index.ts';
import { INDEX_FILE, readDatasetFile, REFERENCE_INDEX_FILE, type DatasetPaths } from './files.ts';
import { indexDigest, readIndex, writeIndex } from './index-file.ts';

export interface OpenedDataset {
  dataset: Dataset;
  paths: DatasetPaths;
  instances: Instance[];
  /** Digest of all instances. */
  digest: string;
  skipped: SkippedFile[];
  /** What is odd about the key beside the files, where both were just given. */
  remarks?: string[];
}

export interface OpenOptions {
  jobs: number;
  onProgress?: (done: number, total: number) => void;
}

/**
 * Opens a dataset folder. Its index is built when it is missing, and files that changed since are read again.
 * @throws RunnerError NOT_A_DATASET, DATASET_VERSION, NO_INPUT, NO_KEY, NO_DICOM.
 */
export async function openDataset(dir: string, options: OpenOptions): Promise<OpenedDataset> {
  const { dataset, paths } = readDatasetFile(dir);
  const { instances, skipped } = await freshIndex(paths.input, join(paths.dir, INDEX_FILE), options);
  if (instances.length === 0) throw noDicom(paths.input, skipped);
  return { dataset, paths, instances: instances.map(withoutTime), digest: indexDigest(instances), skipped };
}

/** Index of the curated reference, built on first use; undefined where the dataset has none. */
export async function openReference(paths: DatasetPaths, options: OpenOptions): Promise<Instance[] | undefined> {
  if (paths.reference === undefined) return undefined;
  const { instances } = await freshIndex(paths.reference, join(paths.dir, REFERENCE_INDEX_FILE), options);
  return instances.map(withoutTime);
}

export function noDicom(folder: string, skipped: readonly SkippedFile[]): RunnerError {
  const first = skipped[0];
  const found = first ? `${skipped.length} files, none usable; the first, ${first.path}: ${first.problem}` : 'no files';
  return new RunnerError('NO_DICOM', `${folder}: no DICOM instances there (found ${found}). Name the folder that holds the .dcm files.`);
}

async function freshIndex(root: string, file: string, options: OpenOptions): Promise<{ instances: IndexedFile[]; skipped: SkippedFile[] }> {
  const known = await readIndex(file);
  const built = await buildIndex(root, { ...options, ...(known && { known }) });
  if (!known || indexDigest(known) !== indexDigest(built.instances) || known.some((row, i) => timesOf(row) !== timesOf(built.instances[i])))
    await writeIndex(file, built.instances, built.skipped).catch(unlessReadOnly);
  return built;
}

function timesOf(row: IndexedFile | undefined): string {
  return `${row?.mtimeMs} ${row?.ctimeMs}`;
}

/** A dataset on media that can only be read is indexed anew every time. */
function unlessReadOnly(error: unknown): void {
  if (!(error instanceof StoreError) || error.code !== 'NO_PERMISSION') throw error;
}

/** Written out field by field: an object that a field was deleted from takes six times the memory, and there is one an instance. */
function withoutTime(row: IndexedFile): Instance {
  const { ordinal, path, sop, series, study, patient, modality, vendor, sopClass, transferSyntax, bytes, digest, uids } = row;
  return { ordinal, path, sop, series, study, patient, modality, vendor, sopClass, transferSyntax, bytes, digest, uids };
}
