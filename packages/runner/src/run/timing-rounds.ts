import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Isolation, RunEvent, ToolTiming } from '@deidbench/core/model';
import { createPool } from '@deidbench/core/pool';
import { ISOLATION_VARIABLE } from '@deidbench/core/process';
import { writeFileAtomic } from '@deidbench/core/store';
import { workerUrl } from '../worker-url.ts';
import type { UnitTask } from './task.ts';
import type { WorkerAnswer, WorkerTask } from './unit-worker.ts';

/** Rounds of which the median is told. */
const ROUNDS = 3;
/** For a look at what else the machine does, before each round. */
const LOOK_MS = 300;
const STAGE_SECONDS = 600;

export interface TimedTool {
  tool: string;
  profile: string;
  attemptKey: string;
  /** The first unit of the tool: the same instances for every tool. */
  task: () => UnitTask;
}

/** A tool's timing as it lies in a run folder. */
interface KeptTiming {
  attemptKey: string;
  timing: ToolTiming;
}

/**
 * Measures tools one at a time: in each round every tool once over one instance, which is its start-up, and once over all of its first unit.
 * Rounds are interleaved, so that a slow minute of the machine strikes all tools alike. What is measured already is not measured again.
 */
export async function timeTools(
  out: string,
  tools: readonly TimedTool[],
  { isolation, signal, onEvent }: { isolation: Isolation; signal: AbortSignal; onEvent: (event: RunEvent) => void },
): Promise<void> {
  const pool = createPool<WorkerTask, WorkerAnswer>({
    worker: workerUrl('unit-worker', import.meta.url),
    size: 1,
    env: { [ISOLATION_VARIABLE]: isolation.method },
  });
  const open = tools.filter(({ tool, profile, attemptKey }) => readTiming(out, tool, profile, attemptKey) === undefined);
  const timings = open.map((): ToolTiming => ({ instances: 0, roundSeconds: [], startSeconds: [], busyShares: [] }));
  const seconds = async (task: UnitTask, instances: number): Promise<number | undefined> => {
    const answer = await pool.run(
      { kind: 'time', task, instances },
      {
        signal,
        seconds: task.limits.seconds + STAGE_SECONDS,
        onEvent: (event) => onEvent(event as RunEvent),
      },
    );
    return answer.ok && answer.value.kind === 'timed' ? answer.value.seconds : undefined;
  };
  try {
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [i, { task }] of open.entries()) {
        const timing = timings[i];
        if (!timing || signal.aborted || timing.roundSeconds.length < round) continue;
        const made = task();
        const busy = await busyShare();
        const start = await seconds(made, 1);
        const whole = start === undefined ? undefined : await seconds(made, made.instances.length);
        if (start === undefined || whole === undefined) continue;
        timing.instances = made.instances.length;
        timing.busyShares.push(busy);
        timing.startSeconds.push(start);
        timing.roundSeconds.push(whole);
      }
    for (const [i, { tool, profile, attemptKey }] of open.entries()) {
      const timing = timings[i];
      if (timing?.roundSeconds.length !== ROUNDS) continue;
      mkdirSync(join(out, 'timings'), { recursive: true, mode: 0o700 });
      await writeFileAtomic(timingFile(out, tool, profile), `${JSON.stringify({ attemptKey, timing } satisfies KeptTiming)}\n`);
    }
  } finally {
    await pool.close();
  }
}

/** The timing of a tool and profile, if its first unit was measured as it is now. */
export function readTiming(out: string, tool: string, profile: string, attemptKey: string): ToolTiming | undefined {
  const file = timingFile(out, tool, profile);
  if (!existsSync(file)) return undefined;
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as KeptTiming;
    return kept.attemptKey === attemptKey ? kept.timing : undefined;
  } catch {
    return undefined;
  }
}

export function timingFile(out: string, tool: string, profile: string): string {
  return join(out, 'timings', `${tool}.${profile}.json`);
}

/** Share of all processors' time that was not idle while this process waited. */
async function busyShare(): Promise<number> {
  const before = processorTime();
  await sleep(LOOK_MS);
  const after = processorTime();
  const all = after.all - before.all;
  return all <= 0 ? 0 : Math.max(0, 1 - (after.idle - before.idle) / all);
}

function processorTime(): { idle: number; all: number } {
  const times = cpus().map((cpu) => cpu.times);
  const idle = times.reduce((sum, one) => sum + one.idle, 0);
  const all = times.reduce((sum, { user, nice, sys, irq, idle: rest }) => sum + user + nice + sys + irq + rest, 0);
  return { idle, all };
}
