import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readBlobHead, readBlobSection, RUN_FILES } from '@deidbench/core/store';
import type { UnitHead } from '../blob/format.ts';
import { RunnerError } from '../errors.ts';
import type { AttemptRecord } from '../run/task.ts';

/** Seconds that an instance took, from staging to judgement with IODs and text in pixels, by `tool:profile`. */
export type Durations = Record<string, number>;

/** What orders and deals out units: who is to do it, and how much there is to do. */
export interface UnitSize {
  tool: string;
  profile: string;
  instances: number;
}

/** What a run folder recorded: of a whole run, a shard or a merged one. Attempts that the machine failed do not count. @throws RunnerError NOT_A_RUN */
export async function readDurations(run: string): Promise<Durations> {
  const sums = new Map<string, { seconds: number; instances: number }>();
  for (const path of blobsOf(run)) {
    const head = await readBlobHead<UnitHead>(path);
    if (head.end === 'infrastructure' || head.end === 'not-supported' || head.end === 'not-installed') continue;
    const record = await readAttempt(path);
    const row = `${head.tool}:${head.profile}`;
    const sum = sums.get(row) ?? { seconds: 0, instances: 0 };
    sum.seconds += secondsOf(record);
    sum.instances += head.instances;
    sums.set(row, sum);
  }
  if (sums.size === 0)
    throw new RunnerError('NOT_A_RUN', `${run}: no unit was recorded there. Name the folder of a run that has done some of these tools.`);
  const rows = [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(rows.map(([row, { seconds, instances }]) => [row, seconds / Math.max(1, instances)]));
}

/** A unit from its begin to its commit; of one from before that was recorded, its parts. */
function secondsOf({ attempt, unitSeconds, judgeSeconds = 0, readSeconds = 0 }: AttemptRecord): number {
  return unitSeconds ?? attempt.wallSeconds + judgeSeconds + readSeconds;
}

/** The most memory that tools were seen to take, in bytes, by `tool:profile`. */
export type Peaks = Record<string, number>;

/** What a run folder recorded of memory; empty where nothing was done. */
export async function readPeaks(run: string): Promise<Peaks> {
  const peaks: Peaks = {};
  for (const path of blobsOf(run)) {
    const { tool, profile } = await readBlobHead<UnitHead>(path);
    const row = `${tool}:${profile}`;
    peaks[row] = Math.max(peaks[row] ?? 0, (await readAttempt(path)).attempt.peakBytes);
  }
  return peaks;
}

/** The attempt of a unit's blob. @throws StoreError CORRUPT, NOT_FOUND. */
export async function readAttempt(blob: string): Promise<AttemptRecord> {
  return JSON.parse((await readBlobSection(blob, 'attempt')).toString()) as AttemptRecord;
}

function blobsOf(run: string): string[] {
  const folder = join(run, RUN_FILES.blobs);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.blob')) : [];
  return names.map((name) => join(folder, name));
}

/** Seconds that a unit will take. A tool that was never recorded is taken for the median of those that were. */
export function expectedSeconds(durations: Durations, { tool, profile, instances }: UnitSize): number {
  const known = durations[`${tool}:${profile}`];
  if (known !== undefined) return known * instances;
  const sorted = Object.values(durations).toSorted((a, b) => a - b);
  return (sorted[Math.floor(sorted.length / 2)] ?? 1) * instances;
}
