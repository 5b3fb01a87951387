import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '@deidbench/core/model';
import { RUN_FILES } from '@deidbench/core/store';
import { readRunFile } from '../fold/fold-run.ts';
import type { PlannedTool } from '../plan/plan-file.ts';
import type { MergePart } from './merge-part.ts';

/** Reads the runs to be merged, one after the other. Every shard names the units of all: shards of one plan share one copy of it. */
export async function readParts(folders: readonly string[]): Promise<MergePart[]> {
  const plans = new Map<string, PlannedTool[]>();
  const parts: MergePart[] = [];
  for (const dir of folders) {
    const run = await readRunFile(dir);
    const digest = createHash('sha256').update(canonicalJson(run.tools)).digest('hex');
    const tools = plans.get(digest) ?? run.tools;
    plans.set(digest, tools);
    parts.push({ dir, run: { ...run, tools }, blobs: blobsIn(dir) });
  }
  return parts;
}

function blobsIn(dir: string): ReadonlySet<string> {
  const folder = join(dir, RUN_FILES.blobs);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.blob')) : [];
  return new Set(names.map((name) => name.slice(0, -'.blob'.length)));
}
