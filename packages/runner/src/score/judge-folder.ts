import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { ReadyTool } from '@deidbench/core/manifest';
import type { Instance, Isolation, RunEvent } from '@deidbench/core/model';
import { attemptKey, type RunFolder } from '@deidbench/core/store';
import { rulesVersion } from '@deidbench/judge';
import type { OpenedDataset } from '../dataset/open.ts';
import { digestFile } from '../digest-file.ts';
import { iodOf, withoutIod, type IodAtHand } from '../iod/at-hand.ts';
import { toStretches, type PlannedTool } from '../plan/plan-file.ts';
import { patientGroups, unitsFor, type PatientGroup } from '../plan/units.ts';
import type { IntakeFile } from '../run/intake.ts';
import { defaultLimits } from '../run/limits.ts';
import { ReaderPool } from '../run/reader.ts';
import { makeRunFile } from '../run/run-file.ts';
import type { AttemptRecord, Judging } from '../run/task.ts';
import { doUnits, type LoopUnit, type UnitTally } from '../run/unit-loop.ts';
import { taskMaker } from '../run/unit-tasks.ts';
import type { DeidFolder } from './deid-folder.ts';
import { leftOver } from './left-over.ts';

/** A folder that was made elsewhere, to be judged as one row. */
export interface FolderJob {
  kind: 'score' | 'scan';
  dataset: OpenedDataset;
  deid: DeidFolder;
  tool: ReadyTool;
  policy: string;
  /** Which files may answer these instances. */
  filesFor: (instances: readonly Instance[]) => IntakeFile[];
  /** Those of them that are given to be searched alone: they answer nothing. */
  unclaimed?: readonly IntakeFile[];
  pack: (groups: readonly PatientGroup[]) => PatientGroup[][];
  /** Digest of what else decides the result: crosswalks, lists. */
  extrasDigest: string;
  judging: Omit<Judging, 'policy' | 'iod' | 'keyDigest' | 'rulesVersion' | 'readerVersion' | 'iodVersion'>;
  keyDigest: string;
  /** False where only the key is at hand. */
  hasOriginals: boolean;
  realData: boolean;
  jobs: number;
  deidbench: string;
  /** The command that makes the run again. */
  command?: string;
  iod: IodAtHand;
  notes: string[];
  /** What is odd about key and crosswalks: the rest is judged. */
  remarks?: string[];
}

export interface FolderWatch {
  onEvent?: (event: RunEvent) => void;
  graceful: AbortSignal;
  now: AbortSignal;
}

const ELSEWHERE: Isolation = { method: 'group', network: 'host', pidNamespace: false, readOnlyInput: false, hiddenRun: false };

/** Judges a folder unit by unit into the run folder. What is done already and still holds is not judged again. */
export async function judgeFolder(folder: RunFolder, job: FolderJob, watch: FolderWatch): Promise<UnitTally> {
  const { dataset, deid, tool, policy, realData } = job;
  const reader = await ReaderPool.find();
  const limits = defaultLimits();
  const versions = { keyDigest: job.keyDigest, rulesVersion: rulesVersion(job.judging.allFrames === true), readerVersion: reader.version };
  const { iod, iodVersion } = iodOf(job.iod, job.hasOriginals);
  const groups = patientGroups(dataset.instances);
  const digestOf = filesDigests(deid.root);
  const units = unitsFor(tool.manifest.id, 'default', job.pack(groups)).map((unit) => {
    const instances = unit.ordinals.flatMap((ordinal) => dataset.instances[ordinal] ?? []);
    const files = job.filesFor(instances);
    const parts = {
      lockDigest: digestOf(files),
      manifestDigest: job.extrasDigest,
      profile: policy,
      inputDigests: instances.map((i) => i.digest),
    };
    return { ...unit, files, attemptKey: attemptKey({ ...parts, limits, isolation: ELSEWHERE }) };
  });
  const planned = plannedRow(job, units, new Map(groups.map((group, i) => [group.patient, i])));
  const settings = {
    kind: job.kind,
    limits,
    timing: 'shared' as const,
    seed: 0,
    realData,
    notInstalled: [],
    notJudged: withoutIod(job.iod, job.hasOriginals),
    ...versions,
    iodVersion,
  };
  const file = makeRunFile(dataset, [planned], settings, ELSEWHERE, {
    version: job.deidbench,
    ...(job.command !== undefined && { command: job.command }),
  });
  const judged = units.flatMap((unit) => unit.files.map((found) => found.path));
  await folder.save({ ...file, notJudged: [...file.notJudged, ...(job.remarks ?? []), ...leftOver(deid, judged, job.unclaimed)] });
  const judging = { ...job.judging, ...(iod && { iod }), ...versions, iodVersion };
  const makeTask = taskMaker({ dataset, references: new Map(), out: folder.path, limits, seed: 0, realData, judging });
  const loop = units.map((unit): LoopUnit => ({
    ...unit,
    instances: unit.ordinals.length,
    begin: () => {
      const task = makeTask({ choice: { tool, profile: 'default' }, planned, units: [] }, unit, false);
      if (!job.hasOriginals) delete task.inputRoot;
      const collected = { root: deid.root, files: unit.files, map: [], missing: [] };
      return { request: { kind: 'judge', task, record: recordOf(unit.id, unit.ordinals.length), collected } };
    },
  }));
  const onEvent = (event: RunEvent) => watch.onEvent?.(event);
  return doUnits(folder, loop, {
    jobs: job.jobs,
    isolation: ELSEWHERE,
    reader,
    keep: 'never',
    graceful: watch.graceful,
    now: watch.now,
    onEvent,
  });
}

/** SHA-256 over the bytes of some small files: crosswalks and lists. */
export function digestOfFiles(paths: readonly string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(`${digestFile(path, 'sha256')}\n`);
  return hash.digest('hex');
}

type JobUnit = ReturnType<typeof unitsFor>[number] & { attemptKey: string };

function plannedRow(
  { tool, policy, extrasDigest, notes }: FolderJob,
  units: readonly JobUnit[],
  numbers: ReadonlyMap<string, number>,
): PlannedTool {
  const { id, name } = tool.manifest;
  return {
    id,
    name,
    homepage: '',
    licence: '',
    profile: 'default',
    policy,
    version: tool.version,
    lockDigest: '',
    manifestDigest: extrasDigest,
    notes,
    units: units.map((unit) => ({
      id: unit.id,
      attemptKey: unit.attemptKey,
      patients: unit.patients.map((patient) => numbers.get(patient) ?? -1),
      ordinals: toStretches(unit.ordinals),
    })),
  };
}

function recordOf(unit: string, instances: number): AttemptRecord {
  const end = { end: 'exited', exitCode: 0 } as const;
  const attempt = { ...end, unit, wallSeconds: 0, cpuSeconds: 0, peakBytes: 0, isolation: ELSEWHERE, log: '' };
  return { attempt, ends: Array.from({ length: instances }, () => end), map: [], retried: { invocations: 0, instances: 0, recovered: 0 } };
}

/** Digests of the files of units; a file that several units search is read once for it. */
function filesDigests(root: string): (files: readonly IntakeFile[]) => string {
  const known = new Map<string, string>();
  return (files) => {
    const hash = createHash('sha256');
    for (const { path } of files) {
      const digest = known.get(path) ?? digestFile(join(root, path), 'sha256');
      known.set(path, digest);
      hash.update(`${path}\0${digest}\n`);
    }
    return hash.digest('hex');
  };
}
