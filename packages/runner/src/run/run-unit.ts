import type { AttemptEnd, Isolation, RunEvent } from '@deidbench/core/model';
import type { Pool } from '@deidbench/core/pool';
import { sweep, removeFolder } from '@deidbench/core/process';
import type { UnitHead } from '../blob/format.ts';
import { writeUnitBlob } from '../blob/write-unit.ts';
import { nothingJudged } from './nothing-judged.ts';
import { outcomesOf } from './outcomes.ts';
import { NO_READER, type ReaderPool } from './reader.ts';
import type { UnitTask } from './task.ts';
import { maskedWords } from './tool-log.ts';
import type { JudgedUnit, WorkerAnswer, WorkerTask } from './unit-worker.ts';

export interface UnitServices {
  pool: Pool<WorkerTask, WorkerAnswer>;
  reader: ReaderPool;
  isolation: Isolation;
  signal: AbortSignal;
  onEvent: (event: RunEvent) => void;
}

/** What a unit begins with: running its tool, or judging output that is there. */
export type UnitRequest = Extract<WorkerTask, { kind: 'attempt' | 'judge' }>;

export type UnitDone = { head: UnitHead; keptBytes: number; unread?: string };

/** Seconds that judging may take beside the tool's own limit: a worker that hangs longer is replaced. */
const JUDGE_SECONDS = 3600;

/** Does one unit to its blob. A worker that dies is tried once more; then the unit is the machine's failure, and said to be. */
export async function runUnit(request: UnitRequest, services: UnitServices): Promise<UnitDone | undefined> {
  const task = { ...request.task, ...(request.kind === 'attempt' && { begun: Date.now() }) };
  let problem = '';
  for (let round = 0; round < 2; round += 1) {
    removeFolder(task.work);
    const answer = await services.pool.run({ ...request, task }, { ...watch(services), seconds: task.limits.seconds + JUDGE_SECONDS });
    if (services.signal.aborted) return undefined;
    if (answer.ok && answer.value.kind === 'pending') return finishReading(task, answer.value.unit, services);
    if (answer.ok && answer.value.kind === 'committed') return answer.value;
    if (answer.ok) throw new Error(`unit ${task.unit} was timed, not judged`);
    if (answer.error.code === 'NO_SPACE' || answer.error.code === 'ENOSPC')
      throw Object.assign(new Error(answer.error.message), { code: 'ENOSPC' });
    problem = toldProblem(task, answer.error);
    await sweep(task.marker);
  }
  return commitFailure(task, { end: 'infrastructure', detail: problem }, services.isolation);
}

async function finishReading(task: UnitTask, unit: JudgedUnit, services: UnitServices): Promise<UnitDone | undefined> {
  services.onEvent({ kind: 'phase', unit: task.unit, phase: 'read' });
  const { readings, seconds, problem } = await services.reader.read(unit.judged.pending, services.signal);
  // What could not be read is read when the run is done again.
  const judging = problem === undefined ? task.judging : { ...task.judging, readerVersion: NO_READER };
  const record = readings.length === 0 ? unit.record : { ...unit.record, readSeconds: seconds };
  const request: WorkerTask = { kind: 'settle', task: { ...task, judging }, unit: { ...unit, record }, readings };
  const answer = await services.pool.run(request, { ...watch(services), seconds: JUDGE_SECONDS });
  if (services.signal.aborted) return undefined;
  if (!answer.ok) return commitFailure(task, { end: 'infrastructure', detail: toldProblem(task, answer.error) }, services.isolation);
  if (answer.value.kind !== 'committed') throw new Error(`unit ${task.unit} still waits for text after it was read`);
  return problem === undefined ? answer.value : { ...answer.value, unread: problem };
}

/** What the pool says of a worker holds nothing of a file; what a task threw may quote names that a tool gave. */
function toldProblem(task: UnitTask, { code, message }: { code: string; message: string }): string {
  return code === 'WORKER_DIED' || code === 'WATCHDOG' ? message : maskedWords(task, message);
}

/** Writes down that a unit gave nothing, for a reason that lies outside the tool or before it. */
export async function commitFailure(task: UnitTask, end: AttemptEnd, isolation: Isolation): Promise<UnitDone> {
  const attempt = { ...end, unit: task.unit, wallSeconds: 0, cpuSeconds: 0, peakBytes: 0, isolation, log: '' };
  const ends = task.instances.map(() => end);
  const record = { attempt, ends, map: [], retried: { invocations: 0, instances: 0, recovered: 0 } };
  const judged = nothingJudged(task);
  const head = await writeUnitBlob(task, {
    record,
    judged,
    outcomes: outcomesOf(judged, ends),
    outputDigests: new Map(),
    outputDigest: '',
  });
  removeFolder(task.work);
  return { head, keptBytes: 0 };
}

function watch({ signal, onEvent }: UnitServices): { signal: AbortSignal; onEvent: (event: unknown) => void } {
  return { signal, onEvent: (event) => onEvent(event as RunEvent) };
}
