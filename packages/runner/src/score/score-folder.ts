import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ReadyTool } from '@deidbench/core/manifest';
import type { Isolation, RunEvent } from '@deidbench/core/model';
import { attemptKey, openRunFolder, type RunFolder } from '@deidbench/core/store';
import { RULES_VERSION } from '@deidbench/judge';
import { readCrosswalk, type Crosswalk } from '@deidbench/judge/official';
import { keyDigestOf } from '../dataset/key-digest.ts';
import type { OpenedDataset } from '../dataset/open.ts';
import { RunnerError } from '../errors.ts';
import { toStretches, type PlannedTool } from '../plan/plan-file.ts';
import { packPatients, patientGroups, unitsFor } from '../plan/units.ts';
import { defaultLimits } from '../run/limits.ts';
import { ReaderPool } from '../run/reader.ts';
import { makeRunFile, refuseOtherRun } from '../run/run-file.ts';
import type { AttemptRecord } from '../run/task.ts';
import { doUnits, type LoopUnit, type UnitTally } from '../run/unit-loop.ts';
import { taskMaker } from '../run/unit-tasks.ts';
import { openDeidFolder, type DeidFolder } from './deid-folder.ts';
import { originalsOf } from './originals.ts';
import { rowTool } from './row-tool.ts';

export interface ScoreRequest {
  /** The originals: a dataset, or a key with or without their folder. */
  dataset?: OpenedDataset;
  answers?: string;
  input?: string;
  /** The de-identified files, with the crosswalks that were released with them. */
  deid: string;
  uidMap: string;
  patientMap: string;
  name: string;
  version: string;
  policy: string;
  out: string;
  jobs: number;
  deidbench: string;
}

export interface ScoreSummary {
  out: string;
  units: UnitTally;
  files: number;
  unusable: { path: string; problem: string }[];
}

const ELSEWHERE: Isolation = { method: 'group', network: 'host', pidNamespace: false, readOnlyInput: false, hiddenRun: false };

/**
 * Judges a folder that some tool made elsewhere into a run with one row; it merges and ranks beside tools over the same dataset.
 * @throws RunnerError NO_KEY, NO_INPUT, NO_DICOM, KEY_MISMATCH, OTHER_RUN; JudgeError for a key or crosswalk that can't be read.
 */
export async function scoreFolder(
  request: ScoreRequest,
  watch: { onEvent?: (event: RunEvent) => void; graceful: AbortSignal; now: AbortSignal },
): Promise<ScoreSummary> {
  const uids = readCrosswalk(resolve(request.uidMap));
  readCrosswalk(resolve(request.patientMap));
  const deid = openDeidFolder(request.deid);
  const folder = await openRunFolder(request.out);
  try {
    if (!folder.before) await folder.save({ kind: 'score' });
    const dataset = request.dataset ?? (await originalsFrom(request, folder));
    refuseOtherRun(folder, 'score', dataset.dataset.name);
    return await scoreIn(folder, request, dataset, deid, uids, watch);
  } finally {
    await folder.close();
  }
}

async function originalsFrom({ answers, input, jobs }: ScoreRequest, folder: RunFolder): Promise<OpenedDataset> {
  if (answers === undefined) throw new RunnerError('NO_KEY', 'give the answer key (--answers) or a dataset (--dataset).');
  return originalsOf(answers, input, folder.path, jobs);
}

async function scoreIn(
  folder: RunFolder,
  request: ScoreRequest,
  dataset: OpenedDataset,
  deid: DeidFolder,
  uids: Crosswalk,
  watch: Parameters<typeof scoreFolder>[1],
): Promise<ScoreSummary> {
  const reader = await ReaderPool.find();
  const tool = rowTool(request.name, request.version, request.policy);
  const limits = defaultLimits();
  const versions = { keyDigest: await keyDigestOf(dataset.paths), rulesVersion: RULES_VERSION, readerVersion: reader.version };
  const groups = patientGroups(dataset.instances);
  const numbers = new Map(groups.map((group, i) => [group.patient, i]));
  const maps = mapsDigest([request.uidMap, request.patientMap]);
  const units = unitsFor(tool.manifest.id, 'default', packPatients(groups)).map((unit) => {
    const files = unit.ordinals.flatMap((ordinal) => deid.bySop.get(uids.map.get(dataset.instances[ordinal]?.sop ?? '') ?? '') ?? []);
    const inputDigests = unit.ordinals.map((ordinal) => dataset.instances[ordinal]?.digest ?? '');
    const lockDigest = filesDigest(
      deid.root,
      files.map((file) => file.path),
    );
    return {
      ...unit,
      files,
      attemptKey: attemptKey({ lockDigest, manifestDigest: maps, profile: request.policy, inputDigests, limits, isolation: ELSEWHERE }),
    };
  });
  const planned: PlannedTool = {
    ...plannedRow(tool, request),
    manifestDigest: maps,
    units: units.map(({ id, attemptKey: key, patients, ordinals }) => ({
      id,
      attemptKey: key,
      patients: patients.map((patient) => numbers.get(patient) ?? -1),
      ordinals: toStretches(ordinals),
    })),
  };
  const settings = { kind: 'score' as const, limits, timing: 'shared' as const, seed: 0, realData: false, notInstalled: [], ...versions };
  const file = makeRunFile(dataset, [planned], settings, ELSEWHERE, request.deidbench);
  await folder.save({
    ...file,
    notJudged: [
      ...file.notJudged,
      ...leftOver(
        deid,
        units.flatMap((unit) => unit.files.map((found) => found.path)),
      ),
    ],
  });
  const { answers, planted, input } = dataset.paths;
  const crosswalk = { uids: resolve(request.uidMap), patients: resolve(request.patientMap) };
  const makeTask = taskMaker({
    dataset,
    references: new Map(),
    out: folder.path,
    limits,
    seed: 0,
    realData: false,
    judging: { answers, ...(planted !== undefined && { planted }), crosswalk, ...versions },
  });
  const loop = units.map((unit): LoopUnit => ({
    ...unit,
    instances: unit.ordinals.length,
    begin: () => {
      const task = makeTask({ choice: { tool, profile: 'default' }, planned, units: [] }, unit, false);
      if (input === '') delete task.inputRoot;
      const collected = { root: deid.root, files: unit.files, map: [], missing: [] };
      return { request: { kind: 'judge', task, record: recordOf(unit.id, unit.ordinals.length), collected } };
    },
  }));
  const onEvent = (event: RunEvent) => watch.onEvent?.(event);
  const tally = await doUnits(folder, loop, {
    jobs: request.jobs,
    isolation: ELSEWHERE,
    reader,
    keep: 'never',
    graceful: watch.graceful,
    now: watch.now,
    onEvent,
  });
  return { out: folder.path, units: tally, files: deid.files, unusable: deid.unusable };
}

/** What of the output folder is judged by nobody: files that can't be read, and files that the crosswalk leads nowhere. */
function leftOver({ files, unusable }: DeidFolder, judged: readonly string[]): string[] {
  const strangers = files - unusable.length - new Set(judged).size;
  return [
    ...(unusable.length > 0 ? [`${unusable.length} files of the output can not be read as DICOM instances`] : []),
    ...(strangers > 0 ? [`${strangers} files of the output answer no instance of the key by the crosswalk of UIDs`] : []),
  ];
}

function plannedRow(tool: ReadyTool, { version, policy }: ScoreRequest): Omit<PlannedTool, 'units' | 'manifestDigest'> {
  const { id, name } = tool.manifest;
  return {
    id,
    name,
    homepage: '',
    licence: '',
    profile: 'default',
    policy,
    version,
    lockDigest: '',
    notes: ['made elsewhere: no times, no memory; pairs by the crosswalk that came with it'],
  };
}

function recordOf(unit: string, instances: number): AttemptRecord {
  const end = { end: 'exited', exitCode: 0 } as const;
  const attempt = { ...end, unit, wallSeconds: 0, cpuSeconds: 0, peakBytes: 0, isolation: ELSEWHERE, log: '' };
  return { attempt, ends: Array.from({ length: instances }, () => end), map: [], retried: { invocations: 0, instances: 0, recovered: 0 } };
}

function filesDigest(root: string, paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths)
    hash.update(`${path}\0`).update(
      createHash('sha256')
        .update(readFileSync(join(root, path)))
        .digest(),
    );
  return hash.digest('hex');
}

function mapsDigest(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(readFileSync(resolve(path)));
  return hash.digest('hex');
}
