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
  /** Gets each patient once, those of an earlier attempt first, then as they are done. */
  onPatient: (result: PatientResult) => void;
}

/** What is remembered of each patient: crosswalks of a large set would fill the memory. */
export type Made = Omit<PatientResult, 'uids'>;

/** Makes all patients, those of an earlier interrupted attempt left as they are. Results come in the order of the plan. */
export async function makePatients(settings: Settings, plans: readonly PatientPlan[], options: RunOptions): Promise<Made[]> {
  const progress = new Progress(options.onProgress);
  const made = new Map<number, Made>();
  const onDone = (result: PatientResult): void => {
    const { uids: _, ...rest } = result;
    made.set(result.number, rest);
    options.onPatient(result);
  };
  const missing = plans.filter((plan) => {
    const kept = keptResult(settings, plan.number);
    if (kept === undefined) return true;
    progress.finish(kept.instances, 0);
    onDone(kept);
    return false;
  });
  if (options.jobs > 1) await inWorkers(settings, missing, options.jobs, progress, onDone);
  else await inProcess(settings, missing, progress, onDone);
  return plans.flatMap(({ number }) => made.get(number) ?? []);
}

type OnDone = (result: PatientResult) => void;

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

async function inProcess(settings: Settings, plans: readonly PatientPlan[], progress: Progress, onDone: OnDone): Promise<void> {
  for (const plan of plans) {
    const result = makePatient(settings, plan, () => progress.step(1));
    keepResult(settings, result);
    onDone(result);
    // An interrupt is heard between two patients.
    await setImmediate();
  }
}

const sizeOf = ({ studies }: PatientPlan): number =>
  studies.reduce((sum, { series }) => sum + series.reduce((n, { instances }) => n + instances, 0), 0);

/**
 * Those who take longest first, so that no worker is left alone with one at the end; the rest in the order of the plan, so that they can be
 * joined while others are made.
 */
function inGoodOrder(plans: readonly PatientPlan[], jobs: number): PatientPlan[] {
  const long = plans.reduce((sum, plan) => sum + sizeOf(plan), 0) / (4 * jobs);
  const first = plans.filter((plan) => sizeOf(plan) >= long).toSorted((a, b) => sizeOf(b) - sizeOf(a));
  return [...first, ...plans.filter((plan) => sizeOf(plan) < long)];
}

async function inWorkers(
  settings: Settings,
  plans: readonly PatientPlan[],
  jobs: number,
  progress: Progress,
  onDone: OnDone,
): Promise<void> {
  const url = new URL(`./patient-worker${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
  const pool = createPool<PatientTask, PatientResult>({ worker: url, size: jobs });
  try {
    await Promise.all(
      inGoodOrder(plans, jobs).map(async (plan) => {
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
        onDone(answer.value);
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
