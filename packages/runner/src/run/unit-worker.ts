import { mkdirSync } from 'node:fs';
import type { RunEvent, TextReading } from '@deidbench/core/model';
import { emitEvent, workerSetup } from '@deidbench/core/pool';
import { removeFolder } from '@deidbench/core/process';
import { settle, withIodErrors, type Judged } from '@deidbench/judge';
import type { UnitHead } from '../blob/format.ts';
import { writeUnitBlob } from '../blob/write-unit.ts';
import { validateUnit, type IodTally } from '../iod/validate-unit.ts';
import { attemptUnit, timeUnit } from './attempt.ts';
import type { CallHooks } from './call-tool.ts';
import type { Collected } from './collected.ts';
import { harmFindings, intakeFindings } from './intake-findings.ts';
import { judgeCollected } from './judging.ts';
import { keepOutput } from './keep-output.ts';
import { outcomesOf } from './outcomes.ts';
import { digestOutput, type OutputDigests } from './output-digests.ts';
import type { AttemptRecord, UnitTask } from './task.ts';
import { keepLog } from './tool-log.ts';

workerSetup();

/** A unit whose boxes of text must be read before it can be committed. */
export interface JudgedUnit {
  record: AttemptRecord;
  judged: Judged;
  digests: OutputDigests;
  collected: Collected;
  /** How much was validated against the IODs; absent where nothing was. */
  iod?: IodTally | undefined;
}

export type WorkerTask =
  | { kind: 'attempt'; task: UnitTask }
  /** Output that is there already: made elsewhere, or kept from a run before. */
  | { kind: 'judge'; task: UnitTask; record: AttemptRecord; collected: Collected }
  /** Boxes without a reading stay blank. */
  | { kind: 'settle'; task: UnitTask; unit: JudgedUnit; readings: (TextReading | undefined)[] }
  /** The tool alone over the first instances, for its time; nothing is judged. */
  | { kind: 'time'; task: UnitTask; instances: number };
export type WorkerAnswer =
  | { kind: 'committed'; head: UnitHead; keptBytes: number }
  | { kind: 'pending'; unit: JudgedUnit }
  /** Undefined seconds for a tool that did not end well. */
  | { kind: 'timed'; seconds: number | undefined };

/** Does a unit, or its second half once the text in its boxes has been read. */
export default async function work(request: WorkerTask): Promise<WorkerAnswer> {
  switch (request.kind) {
    case 'attempt':
      return attempt(request.task);
    case 'judge':
      return judge(request.task, request.record, request.collected);
    case 'settle':
      return commit(request.task, { ...request.unit, judged: settle(request.unit.judged, request.readings) });
    case 'time':
      return { kind: 'timed', seconds: await timeUnit(request.task, request.instances, hooksOf(request.task)) };
  }
}

async function attempt(task: UnitTask): Promise<WorkerAnswer> {
  const { record, collected } = await attemptUnit(task, {
    ...hooksOf(task),
    onPhase: (phase) => say({ kind: 'phase', unit: task.unit, phase }),
  });
  return judge(task, { ...record, attempt: { ...record.attempt, log: keepLog(task) } }, collected);
}

function hooksOf(task: UnitTask): CallHooks {
  return {
    // A run that is stopped at once kills the worker, and the tool with it.
    signal: new AbortController().signal,
    onSpawn: (pid) => say({ kind: 'spawned', unit: task.unit, pid, marker: task.marker }),
  };
}

async function judge(task: UnitTask, record: AttemptRecord, collected: Collected): Promise<WorkerAnswer> {
  say({ kind: 'phase', unit: task.unit, phase: 'judge' });
  const started = performance.now();
  const digests = digestOutput(collected.root, collected.files);
  const judged = await validated(task, collected, judgeCollected(task, collected));
  const judgeSeconds = (performance.now() - started) / 1000;
  const unit: JudgedUnit = { record: { ...record, judgeSeconds }, collected, digests, ...judged };
  return unit.judged.pending.length > 0 ? { kind: 'pending', unit } : commit(task, unit);
}

/** Adds what a validator of IODs finds in the pairs, where there is one and the originals are at hand. */
async function validated(task: UnitTask, { root }: Collected, judged: Judged): Promise<Pick<JudgedUnit, 'judged' | 'iod'>> {
  const { inputRoot, judging } = task;
  if (!judging.iod || inputRoot === undefined) return { judged };
  const instances = task.instances.map((item) => item.instance);
  const files = { instances, inputRoot, outputRoot: root, pairs: judged.pairs };
  mkdirSync(task.work, { recursive: true });
  const { iod, tally } = await validateUnit(judging.iod, files, { work: task.work, hide: task.hide, marker: task.marker });
  return { judged: withIodErrors(judged, instances, iod), iod: tally };
}

async function commit(task: UnitTask, { record, judged, digests, collected, iod }: JudgedUnit): Promise<WorkerAnswer> {
  const refused = intakeFindings(task, collected);
  const outcomes = outcomesOf(judged, record.ends, new Set(refused.flatMap((finding) => finding.at)));
  const findings = [...judged.findings, ...refused, ...harmFindings(task, collected)];
  const unitSeconds = task.begun === undefined ? record.unitSeconds : (Date.now() - task.begun) / 1000;
  const head = await writeUnitBlob(task, {
    record: { ...record, ...(unitSeconds !== undefined && { unitSeconds }) },
    judged: { ...judged, findings },
    outcomes,
    outputDigests: digests.byPath,
    outputDigest: digests.whole,
    iod,
  });
  const keptBytes = task.commit.keep === undefined ? 0 : keepOutput(collected, task.commit.keep);
  removeFolder(task.work);
  return { kind: 'committed', head, keptBytes };
}

function say(event: RunEvent): void {
  emitEvent(event);
}
