import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Isolation, Limits, Results, RunEvent } from '@deidbench/core/model';
import { createPool } from '@deidbench/core/pool';
import { detectIsolation, ISOLATION_VARIABLE, sweep } from '@deidbench/core/process';
import { Journal, openRunFolder, RUN_FILES, type RunFolder } from '@deidbench/core/store';
import { RULES_VERSION } from '@deidbench/judge';
import type { OpenedDataset } from '../dataset/open.ts';
import { datasetFacts } from '../dataset/facts.ts';
import { keyDigestOf } from '../dataset/key-digest.ts';
import { RunnerError } from '../errors.ts';
import { makePlan, type PlannedWork, type ToolChoice } from '../plan/make-plan.ts';
import type { RunFile, RunKind } from '../plan/plan-file.ts';
import { unitsOfShard, type Shard } from '../plan/shard.ts';
import { patientGroups } from '../plan/units.ts';
import { workerUrl } from '../worker-url.ts';
import { cachedHead, type Rerun } from './cached.ts';
import { provenanceOf } from './provenance.ts';
import { ReaderPool } from './reader.ts';
import { findReferences } from './references.ts';
import { commitFailure, runUnit, type UnitDone, type UnitServices } from './run-unit.ts';
import { inParallel, interleave } from './schedule.ts';
import { runMarker, taskMaker } from './unit-tasks.ts';
import type { WorkerAnswer, WorkerTask } from './unit-worker.ts';

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
  shard?: Shard;
  rerun?: Rerun;
  /** Keep every output; otherwise outputs are kept while they take less than 2 GB together. */
  keepOutput: boolean;
  version: string;
}

export interface RunWatch {
  /** Unit begun, finished, and what happens inside. */
  onEvent?: (event: RunEvent) => void;
  onPlan?: (units: { tool: string; profile: string; instances: number }[], isolation: Isolation) => void;
  /** `graceful`: finish what runs, begin nothing new. `now`: kill what runs. */
  graceful: AbortSignal;
  now: AbortSignal;
}

interface ScheduledUnit {
  work: PlannedWork;
  unit: PlannedWork['units'][number];
}

export interface RunSummary {
  out: string;
  units: { planned: number; done: number; resumed: number };
  interrupted: boolean;
}

const KEPT_WITHOUT_ASKING = 2 * 2 ** 30;

/**
 * Runs tools over a dataset into a run folder; what is there already and still holds is not done again. Each unit is committed by itself:
 * whenever this stops, what is done stays.
 * @throws RunnerError OTHER_RUN, NO_PROFILE; StoreError LOCKED, FOREIGN_RUN, NO_SPACE.
 */
export async function runBenchmark(request: RunRequest, watch: RunWatch): Promise<RunSummary> {
  const folder = await openRunFolder(request.out);
  try {
    refuseOther(folder, request);
    await sweep(`${runMarker(folder.path)}-*`);
    return await runIn(folder, request, watch);
  } finally {
    await folder.close();
  }
}

async function runIn(folder: RunFolder, request: RunRequest, watch: RunWatch): Promise<RunSummary> {
  const { dataset, limits, seed, realData } = request;
  const isolation = await detectIsolation();
  const reader = await ReaderPool.find();
  const groups = patientGroups(dataset.instances);
  const works = await makePlan(request.choices, { instances: dataset.instances, groups, limits, isolation });
  const judging = {
    answers: dataset.paths.answers,
    ...(dataset.paths.planted !== undefined && { planted: dataset.paths.planted }),
    keyDigest: await keyDigestOf(dataset.paths),
    rulesVersion: RULES_VERSION,
    readerVersion: reader.version,
  };
  await folder.save(runFile(request, works, judging, isolation));
  const references = await findReferences(dataset, request.jobs);
  const makeTask = taskMaker({ dataset, references, out: folder.path, limits, seed, realData, judging });
  const scheduled = unitsOfShard(interleave(works), request.shard);
  watch.onPlan?.(planSizes(scheduled), isolation);
  const journal = await Journal.open<object>(folder.at(RUN_FILES.journal));
  const pool = createPool<WorkerTask, WorkerAnswer>({
    worker: workerUrl('unit-worker', import.meta.url),
    size: jobsOf(request),
    env: { [ISOLATION_VARIABLE]: isolation.method },
  });
  const services: UnitServices = { pool, reader, isolation, signal: watch.now, onEvent: (event) => watch.onEvent?.(event) };
  const tally = { planned: scheduled.length, done: 0, resumed: 0 };
  let keptBytes = 0;
  const act = async ({ work, unit }: ScheduledUnit): Promise<void> => {
    const keep = !realData && (request.keepOutput || keptBytes < KEPT_WITHOUT_ASKING);
    const task = makeTask(work, unit, keep || request.keepOutput);
    const cached = await cachedHead(task.commit.blob, task.judging, request.rerun);
    if (cached) {
      tally.resumed += 1;
    } else {
      await journal.append({ kind: 'begun', unit: unit.id, attemptKey: unit.attemptKey });
      const done = await doUnit(task, work, references, services);
      if (!done) return;
      keptBytes += done.keptBytes;
      await journal.append({ kind: 'done', unit: unit.id, attemptKey: unit.attemptKey, end: done.head.end, outcome: done.head.outcome });
      tally.done += 1;
    }
    watch.onEvent?.({ kind: 'finished', unit: unit.id, tool: unit.tool, profile: unit.profile, instances: unit.ordinals.length });
  };
  try {
    await inParallel(scheduled, jobsOf(request), watch.graceful, act);
  } finally {
    await Promise.allSettled([pool.close(), reader.close(), journal.close()]);
    if (watch.now.aborted) await sweep(`${runMarker(folder.path)}-*`);
  }
  return { out: folder.path, units: tally, interrupted: tally.done + tally.resumed < tally.planned };
}

async function doUnit(
  task: Parameters<typeof runUnit>[0],
  work: PlannedWork,
  references: ReadonlyMap<number, string>,
  services: UnitServices,
): Promise<UnitDone | undefined> {
  const why = unsupported(work, references);
  return why === undefined ? runUnit(task, services) : commitFailure(task, { end: 'not-supported', detail: why }, services.isolation);
}

function unsupported({ choice: { tool } }: PlannedWork, references: ReadonlyMap<number, string>): string | undefined {
  if (tool.manifest.control === 'oracle' && references.size === 0) return 'the dataset has no curated reference';
  if (!tool.manifest.capabilities.mediaTypes.includes('application/dicom')) return 'the tool does not take application/dicom';
  return undefined;
}

function runFile(
  request: RunRequest,
  works: readonly PlannedWork[],
  judging: { keyDigest: string; rulesVersion: string; readerVersion: string },
  isolation: Isolation,
): RunFile {
  const { kind, dataset, limits, timing, seed, realData, shard, notInstalled, version } = request;
  const { keyDigest, rulesVersion, readerVersion } = judging;
  return {
    formatVersion: 1,
    kind,
    dataset: datasetFacts(dataset),
    datasetFolder: dataset.paths.dir,
    keyDigest,
    rulesVersion,
    readerVersion,
    limits,
    timing,
    seed,
    realData,
    ...(shard && { shard }),
    tools: works.map((work) => work.planned),
    notInstalled,
    notJudged: dataset.skipped.map((file) => `input file left out: ${file.problem}`),
    provenance: provenanceOf(isolation, {
      deidbench: version,
      source: dataset.dataset.source,
      seed,
      timing,
      limits,
      rulesVersion,
      readerVersion,
    }),
  };
}

function refuseOther(folder: RunFolder, request: RunRequest): void {
  if (!folder.before) return;
  const before = folder.before as Partial<RunFile>;
  if (before.kind !== request.kind || (before.dataset && before.dataset.name !== request.dataset.dataset.name))
    throw new RunnerError(
      'OTHER_RUN',
      `--out ${folder.path}: holds another run (${before.kind} of ${before.dataset?.name ?? 'nothing'}). Choose another folder, or delete this one.`,
    );
}

function jobsOf({ timing, jobs }: RunRequest): number {
  return timing === 'exclusive' ? 1 : jobs;
}

function planSizes(scheduled: readonly ScheduledUnit[]): { tool: string; profile: string; instances: number }[] {
  const sizes = new Map<string, { tool: string; profile: string; instances: number }>();
  for (const { unit } of scheduled) {
    const key = `${unit.tool}:${unit.profile}`;
    const size = sizes.get(key) ?? { tool: unit.tool, profile: unit.profile, instances: 0 };
    size.instances += unit.ordinals.length;
    sizes.set(key, size);
  }
  return [...sizes.values()];
}

/** Folder of a run, absolute, if it is one. */
export function isRunFolder(path: string): boolean {
  return statSync(resolve(path, RUN_FILES.run), { throwIfNoEntry: false })?.isFile() === true;
}
