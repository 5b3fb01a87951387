import { workerSetup } from '@deidbench/core/pool';
import { scanFile, type ScannedFile } from './scan-file.ts';

workerSetup();

/** Scans some files of a dataset in a process of its own: a file that crashes the reader takes no more than its batch with it. */
export default function scanBatch({ root, paths }: { root: string; paths: string[] }): ScannedFile[] {
  return paths.map((path) => scanFile(root, path));
}
