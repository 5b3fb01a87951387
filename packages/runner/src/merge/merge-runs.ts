import { copyFileSync, existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { openRunFolder, type RunFolder } from '@deidbench/core/store';
import { RunnerError } from '../errors.ts';
import type { PlannedTool, RunFile } from '../plan/plan-file.ts';
import { timingFile } from '../run/timing-rounds.ts';
import { blobPath } from '../run/unit-tasks.ts';
import { checkShards } from './check-shards.ts';
import { bringBlob } from './bring-blob.ts';
import type { MergePart } from './merge-part.ts';
import { readParts } from './read-parts.ts';
import { refuseForeign } from './same-dataset.ts';
import { proveSources, sourcesOf } from './sources.ts';
import { unionOfTools } from './union.ts';

export interface Merged {
  out: string;
  runs: number;
  units: number;
}

/**
 * Makes one run of several over the same dataset: the shards of one run, and runs of different tools. No blob is rewritten, and the order of
 * the folders does not matter. Nothing is written before all that was named is proven.
 * @throws RunnerError NOT_A_RUN, FOREIGN_RUN, MISSING_SHARD, DOUBLED_SHARD, DAMAGED_BLOB, each naming the folder; OTHER_RUN and StoreError for the new folder.
 */
export async function mergeRuns(dirs: readonly string[], out: string): Promise<Merged> {
  const folders = dirs.map((dir) => resolve(dir)).toSorted();
  refuseTwice(folders);
  refuseItself(folders, out);
  const parts = await readParts(folders);
  const [first] = parts;
  if (!first) throw new RunnerError('NOT_A_RUN', 'no run to merge was named.');
  refuseForeign(parts);
  checkShards(parts);
  const tools = await unionOfTools(parts);
  const sources = sourcesOf(tools, parts);
  await proveSources(sources);
  const folder = await openRunFolder(out);
  try {
    refuseUnmerged(folder, first.run);
    for (const { blob, attemptKey } of sources) bringBlob(blob, blobPath(folder.path, attemptKey));
    for (const tool of tools) bringTiming(tool, parts, folder.path);
    await folder.save(mergedFile(parts, first.run, tools));
    return { out: folder.path, runs: parts.length, units: sources.length };
  } finally {
    await folder.close();
  }
}

function refuseTwice(folders: readonly string[]): void {
  const twice = folders.find((dir, i) => dir === folders[i + 1]);
  if (twice !== undefined) throw new RunnerError('DOUBLED_SHARD', `${twice} was named twice. Name every run once.`);
}

function refuseItself(folders: readonly string[], out: string): void {
  const real = (path: string): string => (existsSync(path) ? realpathSync(path) : path);
  const itself = folders.find((dir) => real(dir) === real(resolve(out)));
  if (itself !== undefined) throw new RunnerError('OTHER_RUN', `--out ${out}: is one of the runs to be merged. Choose another folder.`);
}

/** Only what a merge made is made anew; a run that tools have worked for stays as it is. */
function refuseUnmerged({ before, path }: RunFolder, { dataset }: RunFile): void {
  const run = before as Partial<RunFile> | undefined;
  if (!run || (Array.isArray(run.provenance?.['mergedFrom']) && run.dataset?.digest === dataset.digest)) return;
  const what = `a ${run.kind ?? 'run'} of ${run.dataset?.name ?? 'nothing'}`;
  throw new RunnerError(
    'OTHER_RUN',
    `--out ${path}: holds ${what} that is no merge of this dataset. Choose another folder, or delete this one.`,
  );
}

/** The first that was measured; those of other machines are not mixed with it. */
function bringTiming({ id, profile }: PlannedTool, parts: readonly MergePart[], out: string): void {
  const from = parts.map(({ dir }) => timingFile(dir, id, profile)).find((file) => existsSync(file));
  const to = timingFile(out, id, profile);
  if (from === undefined || existsSync(to)) return;
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  copyFileSync(from, to);
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
