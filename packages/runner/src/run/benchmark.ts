import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AttemptEnd, Isolation, Limits, Results, RunEvent } from '@deidbench/core/model';
import { detectIsolation, sweep } from '@deidbench/core/process';
import { openRunFolder, RUN_FILES, type RunFolder } from '@deidbench/core/store';
import { rulesVersion } from '@deidbench/judge';
import { datasetFacts } from '../dataset/facts.ts';
import { keyDigestOf } from '../dataset/key-digest.ts';
import type { OpenedDataset } from '../dataset/open.ts';
import { iodOf, withoutIod, type IodAtHand } from '../iod/at-hand.ts';
import { makePlan, type PlannedWork, type ToolChoice } from '../plan/make-plan.ts';
import type { RunKind } from '../plan/plan-file.ts';
import type { Durations, Peaks, UnitSize } from '../plan/durations.ts';
import { unitsOfShard, type Shard } from '../plan/shard.ts';
import { patientGroups } from '../plan/units.ts';
import type { Rerun } from './cached.ts';
import { ReaderPool } from './reader.ts';
import { findReferences, type Twin } from './references.ts';
import { refuseOutInside } from './out-place.ts';
import { makeRunFile, refuseOtherRun } from './run-file.ts';
import { interleave } from './schedule.ts';
import { timeTools, type TimedTool } from './timing-rounds.ts';
import { doUnits, type LoopUnit, type UnitTally } from './unit-loop.ts';
import { runMarker, taskMaker } from './unit-tasks.ts';

export interface RunRequest {
  kind: RunKind;
  dataset: OpenedDataset;
  choices: ToolChoice[];
  notInstalled: Results['notInstalled'];
  out: string;
  jobs: number;
  /** `exclusive`: one unit at a time on an otherwise idle machine, so that times can be compared. */
  timing: 'shared' | 'exclusive';
  limits: Limits;
  seed: number;
  realData: boolean;
  /** Text in clips is looked for in every frame, not in some of them. */
  allFrames?: boolean;
  shard?: Shard;
  /** What units took before: the longest are begun first, and shards get equal times. */
  durations?: Durations;
  /** What memory tools took before: units that do not fit together are not begun together. */
  peaks?: Peaks;
  rerun?: Rerun;
  /** Keep every output; otherwise outputs are kept while they take less than 2 GB together, and those of a shard never: its folder lies on a shared disk. */
  keepOutput: boolean;
  /** Folder for staging and output while tools work; default inside `out`. On a cluster: the node's own disk. */
  scratch?: string;
  version: string;
  /** The command that makes this run again; not stored for real data, whose paths may name somebody. */
  command?: string;
  /** The validator of IODs, or why there is none; that is said in the results. */
  iod: IodAtHand;
}

export interface RunWatch {
  /** Unit begun, finished, and what happens inside. */
  onEvent?: (event: RunEvent) => void;
  onPlan?: (sizes: { tool: string; profile: string; instances: number }[], isolation: Isolation) => void;
  /** Finish what runs, begin nothing new. */
  graceful: AbortSignal;
  /** Kill what runs. */
  now: AbortSignal;
}

export interface RunSummary {
  out: string;
  units: UnitTally;
  interrupted: boolean;
}

/**
 * Runs tools over a dataset into a run folder; what is there already and still holds is not done again. Each unit is committed by itself:
 * whenever this stops, what is done stays.
 * @throws RunnerError OTHER_RUN, OUT_INSIDE, NO_PROFILE; StoreError LOCKED, FOREIGN_RUN, NO_SPACE.
 */
export async function runBenchmark(request: RunRequest, watch: RunWatch): Promise<RunSummary> {
  const { input, reference } = request.dataset.paths;
  refuseOutInside(request.out, [
    ["the dataset's input", input],
    ["the dataset's reference", reference],
  ]);
  const folder = await openRunFolder(request.out);
  try {
    refuseOtherRun(folder, request.kind, { ...datasetFacts(request.dataset), folder: request.dataset.paths.dir });
    await sweep(`${runMarker(folder.path)}-*`);
    return await runIn(folder, request, watch);
  } finally {
    await folder.close();
  }
}

async function runIn(folder: RunFolder, request: RunRequest, watch: RunWatch): Promise<RunSummary> {
  const { dataset, limits, seed, realData, kind, timing, shard, durations, notInstalled, allFrames = false } = request;
  const isolation = await detectIsolation();
  const reader = await ReaderPool.find();
  const references = await findReferences(dataset, request.jobs);
  const plan = {
    instances: dataset.instances,
    groups: patientGroups(dataset.instances),
    limits,
    isolation,
    seed,
    isCurated: dataset.dataset.source.kind === 'import' && references.size > 0,
    references,
  };
  const works = await makePlan(request.choices, plan);
  const versions = { keyDigest: await keyDigestOf(dataset.paths), rulesVersion: rulesVersion(allFrames), readerVersion: reader.version };
  const { iod, iodVersion } = iodOf(request.iod, true);
  const settings = {
    kind,
    limits,
    timing,
    seed,
    realData,
    notInstalled,
    notJudged: withoutIod(request.iod, true),
    ...versions,
    iodVersion,
    ...(shard && { shard }),
    ...(durations && { durations }),
  };
  const tools = works.map((work) => work.planned);
  await folder.save(makeRunFile(dataset, tools, settings, isolation, request));
  const { answers, planted } = dataset.paths;
  const judging = {
    answers,
    ...(planted !== undefined && { planted }),
    ...(iod && { iod }),
    ...(allFrames && { allFrames }),
    ...versions,
    iodVersion,
  };
  const { scratch } = request;
  const place = { out: folder.path, ...(scratch !== undefined && { scratch: resolve(scratch) }) };
  const makeTask = taskMaker({ ...place, dataset, references, limits, seed, realData, judging });
  // The order of exclusive runs is that of their rounds: the first unit of every tool, then the second.
  const balance = durations && (timing === 'shared' || shard) ? { durations, sizeOf } : undefined;
  const units = unitsOfShard<Begun>(interleave(works), shard, balance).map(({ work, unit }): LoopUnit => {
    const refused = unsupported(work, references);
    return {
      ...unit,
      instances: unit.ordinals.length,
      begin: (keep) => ({ request: { kind: 'attempt', task: makeTask(work, unit, keep) }, ...(refused && { refused }) }),
    };
  });
  watch.onPlan?.(planSizes(units), isolation);
  const tally = await doUnits(folder, units, {
    jobs: timing === 'exclusive' ? 1 : request.jobs,
    isolation,
    reader,
    keep: request.keepOutput ? 'always' : realData || shard ? 'never' : 'while-small',
    graceful: watch.graceful,
    now: watch.now,
    onEvent: (event) => watch.onEvent?.(event),
    ...(request.peaks && { peaks: request.peaks }),
    ...(request.rerun && { rerun: request.rerun }),
  });
  const interrupted = tally.done + tally.resumed < tally.planned;
  if (timing === 'exclusive' && !interrupted) {
    const first = works.filter((work) => !unsupported(work, references)).flatMap((work) => timedTool(work, makeTask));
    await timeTools(folder.path, first, { isolation, signal: watch.now, onEvent: (event) => watch.onEvent?.(event) });
  }
  return { out: folder.path, units: tally, interrupted };
}

function timedTool(work: PlannedWork, makeTask: ReturnType<typeof taskMaker>): TimedTool[] {
  const [unit] = work.units;
  if (!unit) return [];
  const { id, profile } = work.planned;
  return [{ tool: id, profile, attemptKey: unit.attemptKey, task: () => makeTask(work, unit, false) }];
}

type Begun = { work: PlannedWork; unit: PlannedWork['units'][number] };

function sizeOf({ work: { planned }, unit }: Begun): UnitSize {
  return { tool: planned.id, profile: planned.profile, instances: unit.ordinals.length };
}

function unsupported({ choice: { tool } }: PlannedWork, references: ReadonlyMap<number, Twin>): AttemptEnd | undefined {
  if (tool.manifest.control === 'oracle' && references.size === 0)
    return { end: 'not-supported', detail: 'the dataset has no curated reference' };
  if (!tool.manifest.capabilities.mediaTypes.includes('application/dicom'))
    return { end: 'not-supported', detail: 'the tool does not take application/dicom' };
  return undefined;
}

function planSizes(units: readonly LoopUnit[]): { tool: string; profile: string; instances: number }[] {
  const rows = Map.groupBy(units, ({ tool, profile }) => `${tool}:${profile}`);
  return [...rows.values()].flatMap((own) => {
    const first = own[0];
    return first ? [{ tool: first.tool, profile: first.profile, instances: own.reduce((sum, unit) => sum + unit.instances, 0) }] : [];
  });
}

/** True for a folder that holds a run. */
export function isRunFolder(path: string): boolean {
  return statSync(resolve(path, RUN_FILES.run), { throwIfNoEntry: false })?.isFile() === true;
}
