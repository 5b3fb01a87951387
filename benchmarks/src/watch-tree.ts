import { readdirSync, readFileSync } from 'node:fs';

/** Most memory that a command and all below it held at one time, in bytes; pages that processes share count once. */
export interface TreePeaks {
  /** deidbench itself: its first process, workers and text reader. */
  ownBytes: number;
  /** Of those, the largest single process. */
  processBytes: number;
  /** Tools under test with all their processes. */
  toolBytes: number;
}

const SAMPLE_MS = 500;
/** Stands in the environment of every process of a tool. */
const TOOL_MARK = '\0DEIDBENCH_ATTEMPT=';

/** Looks at a process and its descendants by /proc until `stop` is called. Linux alone. */
export function watchTree(root: number): { peaks: TreePeaks; stop: () => void } {
  const peaks: TreePeaks = { ownBytes: 0, processBytes: 0, toolBytes: 0 };
  const look = () => {
    const [own, tools] = [[], []] as [number[], number[]];
    for (const pid of treeOf(root)) (isTool(pid) ? tools : own).push(proportionalBytes(pid));
    peaks.ownBytes = Math.max(peaks.ownBytes, sum(own));
    peaks.processBytes = Math.max(peaks.processBytes, ...own);
    peaks.toolBytes = Math.max(peaks.toolBytes, sum(tools));
  };
  const timer = setInterval(look, SAMPLE_MS);
  return { peaks, stop: () => clearInterval(timer) };
}

function treeOf(root: number): number[] {
  const children = Map.groupBy(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => ({ pid: Number(name), parent: parentOf(Number(name)) })),
    ({ parent }) => parent,
  );
  const below = (pid: number): number[] => [pid, ...(children.get(pid) ?? []).flatMap((child) => below(child.pid))];
  return below(root);
}

function parentOf(pid: number): number {
  const stat = read(pid, 'stat');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}

function isTool(pid: number): boolean {
  return `\0${read(pid, 'environ')}`.includes(TOOL_MARK);
}

function proportionalBytes(pid: number): number {
  return Number(/^Pss:\s+(\d+) kB/m.exec(read(pid, 'smaps_rollup'))?.[1] ?? 0) * 1024;
}

/** Empty for a process that is gone. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
