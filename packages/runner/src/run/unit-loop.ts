import type { AttemptEnd, Isolation, RunEvent } from '@deidbench/core/model';
import { createPool } from '@deidbench/core/pool';
import { ISOLATION_VARIABLE, sweep } from '@deidbench/core/process';
import { Journal, RUN_FILES, type RunFolder } from '@deidbench/core/store';
import { workerUrl } from '../worker-url.ts';
import { readAttempt, type Peaks } from '../plan/durations.ts';
import { cachedHead, type Rerun } from './cached.ts';
import type { ReaderPool } from './reader.ts';
import { commitFailure, runUnit, type UnitDone, type UnitRequest, type UnitServices } from './run-unit.ts';
import { judgeKept } from './kept.ts';
import { MemoryBudget } from './memory-budget.ts';
import { inParallel } from './schedule.ts';
import { keptFolder, runMarker } from './unit-tasks.ts';
import type { WorkerAnswer, WorkerTask } from './unit-worker.ts';

/** A unit to be done: made when its turn comes, so that a long plan takes no room. */
export interface LoopUnit {
  id: string;
  attemptKey: string;
  tool: string;
  profile: string;
  instances: number;
  /** Why it can't be done at all, or how to begin it. `keep` says whether its output may be kept. */
  begin(keep: boolean): { request: UnitRequest; refused?: AttemptEnd };
}

export interface LoopOptions {
  jobs: number;
  rerun?: Rerun;
  isolation: Isolation;
  reader: ReaderPool;
  /** May outputs be kept: always, while there is room without asking, or never. */
  keep: 'always' | 'while-small' | 'never';
  /** Most memory of each `tool:profile`, as recorded before. */
  peaks?: Peaks;
  graceful: AbortSignal;
  now: AbortSignal;
  onEvent: (event: RunEvent) => void;
}

export interface UnitTally {
  planned: number;
  done: number;
  resumed: number;
  /** Of those done: judged anew from kept output, their tools not run. */
  rejudged: number;
  /** Units of which instances are missing for a reason outside the tools, with the reasons. They are done again when the run is. */
  lost: { units: number; reasons: string[] };
}

const KEPT_WITHOUT_ASKING = 2 * 2 ** 30;

/** Does units until all are done or the run is stopped. The parent alone writes the journal; each unit's blob is written by its worker, whole or not at all. */
export async function doUnits(folder: RunFolder, units: readonly LoopUnit[], options: LoopOptions): Promise<UnitTally> {
  const journal = await Journal.open<object>(folder.at(RUN_FILES.journal));
  const pool = createPool<WorkerTask, WorkerAnswer>({
    worker: workerUrl('unit-worker', import.meta.url),
    size: options.jobs,
    env: { [ISOLATION_VARIABLE]: options.isolation.method },
  });
  const { reader, isolation, now: signal, onEvent } = options;
  const services: UnitServices = { pool, reader, isolation, signal, onEvent };
  const tally: UnitTally = { planned: units.length, done: 0, resumed: 0, rejudged: 0, lost: { units: 0, reasons: [] } };
  let keptBytes = 0;
  const budget = new MemoryBudget(() => process.availableMemory(), options.peaks);
  const act = async (unit: LoopUnit): Promise<void> => {
    let peakBytes: number | undefined;
    try {
      peakBytes = await doOne(unit);
    } finally {
      budget.give(unit, peakBytes);
    }
  };
  /** Answers the most memory that the tool took, where it ran. */
  const doOne = async (unit: LoopUnit): Promise<number | undefined> => {
    let peakBytes: number | undefined;
    const keep = options.keep === 'always' || (options.keep === 'while-small' && keptBytes < KEPT_WITHOUT_ASKING);
    const { request, refused } = unit.begin(keep);
    const { blob } = request.task.commit;
    if (await cachedHead(blob, request.task.judging, options.rerun)) {
      tally.resumed += 1;
    } else {
      await journal.append({ kind: 'begun', unit: unit.id, attemptKey: unit.attemptKey });
      const again = await judgeKept(request.task, keptFolder(folder.path, unit), options.rerun);
      const done: UnitDone | undefined = refused
        ? await commitFailure(request.task, refused, isolation)
        : await runUnit(again ?? request, services);
      if (!done) return undefined;
      if (again) tally.rejudged += 1;
      keptBytes += done.keptBytes;
      if (!refused) {
        const { attempt } = await readAttempt(blob);
        if (!again) peakBytes = attempt.peakBytes;
        if (done.head.outcome.infrastructure !== undefined) tellLost(tally, attempt.detail);
      }
      await journal.append({ kind: 'done', unit: unit.id, attemptKey: unit.attemptKey, end: done.head.end, outcome: done.head.outcome });
      tally.done += 1;
    }
    onEvent({ kind: 'finished', unit: unit.id, tool: unit.tool, profile: unit.profile, instances: unit.instances });
    return peakBytes;
  };
  try {
    await inParallel(units, { width: options.jobs, gate: budget, signal: options.graceful }, act);
  } finally {
    await Promise.allSettled([pool.close(), reader.close(), journal.close()]);
    if (signal.aborted) await sweep(`${runMarker(folder.path)}-*`);
  }
  return tally;
}

function tellLost({ lost }: UnitTally, reason = 'the machine failed'): void {
  lost.units += 1;
  if (!lost.reasons.includes(reason)) lost.reasons.push(reason);
}
