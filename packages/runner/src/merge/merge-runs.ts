import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { openRunFolder, RUN_FILES } from '@deidbench/core/store';
import { RunnerError } from '../errors.ts';
import { readRunFile } from '../fold/fold-run.ts';
import type { PlannedTool, RunFile } from '../plan/plan-file.ts';
import { timingFile } from '../run/timing-rounds.ts';
import { blobPath } from '../run/unit-tasks.ts';
import { checkShards } from './check-shards.ts';
import type { MergePart } from './merge-part.ts';
import { refuseForeign } from './same-dataset.ts';
import { unionOfTools } from './union.ts';

export interface Merged {
  out: string;
  runs: number;
  units: number;
}

/**
 * Makes one run of several over the same dataset: the shards of one run, and runs of different tools. No blob is rewritten, and the order of
 * the folders does not matter.
 * @throws RunnerError NOT_A_RUN, FOREIGN_RUN, MISSING_SHARD, DOUBLED_SHARD, each naming the folder; StoreError for the new folder.
 */
export async function mergeRuns(dirs: readonly string[], out: string): Promise<Merged> {
  const folders = dirs.map((dir) => resolve(dir)).toSorted();
  refuseTwice(folders);
  const parts = await Promise.all(
    folders.map(async (dir): Promise<MergePart> => ({ dir, run: await readRunFile(dir), blobs: blobsIn(dir) })),
  );
  const [first] = parts;
  if (!first) throw new RunnerError('NOT_A_RUN', 'no run to merge was named.');
  refuseForeign(parts);
  checkShards(parts);
  const tools = await unionOfTools(parts);
  const folder = await openRunFolder(out);
  try {
    let units = 0;
    for (const tool of tools) units += bringBlobs(tool, parts, folder.path);
    await folder.save(mergedFile(parts, first.run, tools));
    return { out: folder.path, runs: parts.length, units };
  } finally {
    await folder.close();
  }
}

function refuseTwice(folders: readonly string[]): void {
  const twice = folders.find((dir, i) => dir === folders[i + 1]);
  if (twice !== undefined) throw new RunnerError('DOUBLED_SHARD', `${twice} was named twice. Name every run once.`);
}

function blobsIn(dir: string): ReadonlySet<string> {
  const names = readdirSync(join(dir, RUN_FILES.blobs)).filter((name) => name.endsWith('.blob'));
  return new Set(names.map((name) => name.slice(0, -'.blob'.length)));
}

function bringBlobs(tool: PlannedTool, parts: readonly MergePart[], out: string): number {
  for (const { id, attemptKey } of tool.units) {
    const from = parts.find(({ blobs }) => blobs.has(attemptKey));
    if (from === undefined)
      throw new RunnerError(
        'MISSING_SHARD',
        `unit ${id} of ${tool.id} ${tool.profile} is in none of the runs. Finish the run that it belongs to, then merge again.`,
      );
    const to = blobPath(out, attemptKey);
    if (!existsSync(to)) linkOrCopy(blobPath(from.dir, attemptKey), to);
  }
  bringTiming(tool, parts, out);
  return tool.units.length;
}

/** The first that was measured; those of other machines are not mixed with it. */
function bringTiming({ id, profile }: PlannedTool, parts: readonly MergePart[], out: string): void {
  const from = parts.map(({ dir }) => timingFile(dir, id, profile)).find((file) => existsSync(file));
  const to = timingFile(out, id, profile);
  if (from === undefined || existsSync(to)) return;
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  copyFileSync(from, to);
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    // Another file system, or one without hard links.
    copyFileSync(from, to);
  }
}

function mergedFile(parts: readonly MergePart[], first: RunFile, tools: PlannedTool[]): RunFile {
  const rest: RunFile = { ...first };
  delete rest.shard;
  delete rest.durations;
  const ran = new Set(tools.map((tool) => tool.id));
  const absent = new Map(parts.flatMap(({ run }) => run.notInstalled.filter((tool) => !ran.has(tool.id)).map((tool) => [tool.id, tool])));
  return {
    ...rest,
    kind: parts.every(({ run }) => run.kind === first.kind) ? first.kind : 'run',
    tools,
    notInstalled: [...absent.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    notJudged: [...new Set(parts.flatMap(({ run }) => run.notJudged))],
    provenance: { ...withoutCommand(first.provenance), mergedFrom: parts.map(({ run }) => run.provenance) },
  };
}

/** The command of one part does not make the whole; those of all parts stand under `mergedFrom`. */
function withoutCommand({ command: _command, ...rest }: RunFile['provenance']): RunFile['provenance'] {
  return rest;
}
