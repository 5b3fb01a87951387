import { readdirSync, readFileSync } from 'node:fs';
import { watchTree } from './watch-tree.ts';

/** What this process and its workers used while something ran. Bytes and seconds of processor time; tools are children of workers and not among them. */
export interface Used {
  wallSeconds: number;
  cpuSeconds: number;
  parentPeakBytes: number;
  workerPeakBytes: number;
  /** Most that this process and all below it but tools held at one time; pages that processes share count once. */
  togetherPeakBytes: number;
}

const SAMPLE_MS = 250;
const TICKS_A_SECOND = 100;

/** Runs something and watches this process and its direct children by /proc meanwhile. Linux alone. */
export async function watched<T>(work: () => Promise<T>): Promise<{ value: T; used: Used }> {
  const started = performance.now();
  const before = process.cpuUsage();
  const workers = new Map<string, { cpuSeconds: number; peakBytes: number }>();
  let parentPeakBytes = 0;
  const look = () => {
    parentPeakBytes = Math.max(parentPeakBytes, process.memoryUsage.rss());
    for (const worker of children()) {
      // One that has just ended has no memory any more.
      const peakBytes = Math.max(worker.peakBytes, workers.get(worker.id)?.peakBytes ?? 0);
      workers.set(worker.id, { ...worker, peakBytes });
    }
  };
  look();
  const timer = setInterval(look, SAMPLE_MS);
  const tree = watchTree(process.pid);
  try {
    const value = await work();
    look();
    const own = process.cpuUsage(before);
    const seen = [...workers.values()];
    const used = {
      wallSeconds: (performance.now() - started) / 1000,
      cpuSeconds: (own.user + own.system) / 1e6 + seen.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
      parentPeakBytes,
      workerPeakBytes: Math.max(0, ...seen.map(({ peakBytes }) => peakBytes)),
      togetherPeakBytes: tree.peaks.ownBytes,
    };
    return { value, used };
  } finally {
    clearInterval(timer);
    tree.stop();
  }
}

/** Direct children with what they and their own finished children have used. */
function children(): { id: string; cpuSeconds: number; peakBytes: number }[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (Number(fields[1]) !== process.pid) return [];
      // proc(5): utime, stime, cutime, cstime are fields 14 to 17, starttime is 22.
      const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
      const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
      return [{ id: `${pid}.${fields[19]}`, cpuSeconds: ticks / TICKS_A_SECOND, peakBytes: Number(peak) * 1024 }];
    } catch {
      // It has ended between the listing and now.
      return [];
    }
  });
}
