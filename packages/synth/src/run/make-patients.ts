import { setImmediate } from 'node:timers/promises';
import { createPool } from '@deidbench/core/pool';
import { SynthError } from '../errors.ts';
import type { PatientPlan } from '../plan/types.ts';
import { makePatient, type PatientResult } from '../write/make-patient.ts';
import type { Settings } from '../write/settings.ts';
import { keepResult, keptResult } from './kept.ts';
import type { PatientTask } from './patient-worker.ts';

export interface RunOptions {
  /** Worker processes; 1 works in this process. */
  jobs: number;
  /** Called now and then with the number of instances made so far. */
  onProgress: (done: number) => void;
}

/** Makes all patients, those of an earlier interrupted attempt left as they are. Results come in the order of the plan. */
export async function makePatients(settings: Settings, plans: readonly PatientPlan[], options: RunOptions): Promise<PatientResult[]> {
  const kept = plans.map((plan) => keptResult(settings, plan.number));
  const progress = new Progress(options.onProgress);
  for (const result of kept) progress.finish(result?.instances ?? 0, 0);
  const missing = plans.filter((_, i) => kept[i] === undefined);
  const made = options.jobs > 1 ? await inWorkers(settings, missing, options.jobs, progress) : await inProcess(settings, missing, progress);
  const byNumber = new Map([...kept, ...made].flatMap((result) => (result === undefined ? [] : [[result.number, result]])));
  return plans.flatMap(({ number }) => byNumber.get(number) ?? []);
}

class Progress {
  private done = 0;
  private readonly tell: (done: number) => void;

  constructor(tell: (done: number) => void) {
    this.tell = tell;
  }

  step(instances: number): void {
    this.done += instances;
    this.tell(this.done);
  }

  /** A patient is done: what was not told yet is told. */
  finish(instances: number, told: number): void {
    if (instances > told) this.step(instances - told);
  }
}

async function inProcess(settings: Settings, plans: readonly PatientPlan[], progress: Progress): Promise<PatientResult[]> {
  const made: PatientResult[] = [];
  for (const plan of plans) {
    const result = makePatient(settings, plan, () => progress.step(1));
    keepResult(settings, result);
    made.push(result);
    // An interrupt is heard between two patients.
    await setImmediate();
  }
  return made;
}

async function inWorkers(settings: Settings, plans: readonly PatientPlan[], jobs: number, progress: Progress): Promise<PatientResult[]> {
  const url = new URL(`./patient-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
  const pool = createPool<PatientTask, PatientResult>({ worker: url, size: jobs });
  const size = ({ studies }: PatientPlan): number =>
    studies.reduce((sum, { series }) => sum + series.reduce((n, { instances }) => n + instances, 0), 0);
  try {
    // The longest first, so that no worker is left alone with one at the end.
    const order = plans.toSorted((a, b) => size(b) - size(a));
    return await Promise.all(
      order.map(async (plan) => {
        let told = 0;
        const onEvent = (event: unknown): void => {
          const { made } = event as { made: number };
          told += made;
          progress.step(made);
        };
        const answer = await pool.run({ settings, plan }, { onEvent });
        if (!answer.ok) throw workerError(answer.error, plan.number);
        progress.finish(answer.value.instances, told);
        keepResult(settings, answer.value);
        return answer.value;
      }),
    );
  } finally {
    await pool.close();
  }
}

function workerError({ code, message }: { code: string; message: string }, patient: number): SynthError {
  if (code === 'KEY_NOT_PASSED') return new SynthError('KEY_NOT_PASSED', message);
  if (code === 'ENOSPC')
    return new SynthError('NO_SPACE', `the disk is full at patient ${patient}. Make room and run it again: what is done stays.`);
  return new SynthError('WORKER_FAILED', `patient ${patient} could not be made (${code}: ${message}). Run it again: what is done stays.`);
}
