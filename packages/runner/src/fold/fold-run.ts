import { existsSync } from 'node:fs';
import type { Fold } from '@deidbench/core/model';
import { readRun } from '@deidbench/core/store';
import { RunnerError } from '../errors.ts';
import type { PlannedTool, PlannedUnit, RunFile } from '../plan/plan-file.ts';
import { readTiming } from '../run/timing-rounds.ts';
import { blobPath } from '../run/unit-tasks.ts';
import { sharer } from '../share-texts.ts';
import { foldTool } from './fold-tool.ts';

export interface FoldOptions {
  /** Values as they are; masked without it. */
  showValues?: boolean;
}

/** @throws RunnerError NOT_A_RUN. */
export async function readRunFile(dir: string): Promise<RunFile> {
  const run = await readRun(dir);
  if (!run)
    throw new RunnerError(
      'NOT_A_RUN',
      `${dir}: no run.json there, so it is no run. Name the folder that was given as --out of \`deidbench run\`.`,
    );
  const { dataset, tools, provenance } = run as Partial<RunFile>;
  if (!dataset || !Array.isArray(tools) || !provenance)
    throw new RunnerError(
      'NOT_A_RUN',
      `${dir}: its run.json names no dataset and no tools, so nothing was begun there. Run \`deidbench run\` into it first.`,
    );
  return run as unknown as RunFile;
}

/** Units of a tool whose blobs are there, and those that are not. */
export function unitsThere(dir: string, tool: PlannedTool): { there: { planned: PlannedUnit; blob: string }[]; missing: PlannedUnit[] } {
  const all = tool.units.map((planned) => ({ planned, blob: blobPath(dir, planned.attemptKey) }));
  return {
    there: all.filter(({ blob }) => existsSync(blob)),
    missing: all.filter(({ blob }) => !existsSync(blob)).map(({ planned }) => planned),
  };
}

/** Sums a run from its blobs, its tools by name, so that neither the order asked for nor a merge changes a file made of it. Units that are not done yet are said in `notJudged`, and their instances are not counted. */
export async function foldRun(dir: string, options: FoldOptions = {}): Promise<Fold> {
  const run = await readRunFile(dir);
  const notJudged = [...run.notJudged];
  const tools: Fold['tools'] = [];
  const how = { showValues: options.showValues === true, share: sharer() };
  for (const tool of run.tools.toSorted(byName)) {
    const { there, missing } = unitsThere(dir, tool);
    if (missing.length > 0 && !run.shard)
      notJudged.push(`${tool.id} ${tool.profile}: ${missing.length} of ${tool.units.length} units are not done; run again to go on`);
    const timing = readTiming(dir, tool.id, tool.profile, tool.units[0]?.attemptKey ?? '');
    if (there.length > 0) tools.push({ ...(await foldTool(tool, there, how)), ...(timing && { timing }) });
  }
  if (run.shard) notJudged.push(`this is shard ${run.shard.index} of ${run.shard.count}: merge all of them for the whole result`);
  return { dataset: run.dataset, tools, notInstalled: run.notInstalled, notJudged, provenance: run.provenance };
}

function byName(a: PlannedTool, b: PlannedTool): number {
  const [one, other] = [`${a.id}:${a.profile}`, `${b.id}:${b.profile}`];
  return one < other ? -1 : Number(one > other);
}
