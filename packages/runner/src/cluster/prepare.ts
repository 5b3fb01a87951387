import { keyDigestOf } from '../dataset/key-digest.ts';
import type { OpenedDataset } from '../dataset/open.ts';
import { findReferences } from '../run/references.ts';

/** Writes beside an opened dataset all that its runs derive from it, so that many nodes at once read there and none writes. */
export async function prepareForShards(dataset: OpenedDataset, jobs: number): Promise<void> {
  await keyDigestOf(dataset.paths);
  await findReferences(dataset, jobs);
}
