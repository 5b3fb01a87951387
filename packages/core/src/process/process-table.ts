import { readdirSync, readFileSync } from 'node:fs';

/** A row of the process table, from /proc/PID/stat (proc(5)). Times in seconds. */
export interface ProcessRow {
  pid: number;
  parent: number;
  group: number;
  session: number;
  /** Clock ticks since boot: pid and start together name a process for good. */
  started: string;
  zombie: boolean;
  /** CPU time of itself and of children it has waited for. */
  cpuSeconds: number;
}

const TICKS_A_SECOND = 100;

/** All processes that this machine shows but `without`, those inside process-id namespaces too. Empty where there is no /proc. */
export function processTable(without?: ReadonlySet<number>): ProcessRow[] {
  const rows: ProcessRow[] = [];
  for (const name of pidNames()) {
    const row = without?.has(Number(name)) ? undefined : processRow(Number(name));
    if (row) rows.push(row);
  }
  return rows;
}

/** One process, or undefined when it is gone. */
export function processRow(pid: number): ProcessRow | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    return undefined;
  }
  // The name in brackets may hold blanks and brackets: fields are counted from the last one. fields[0] is field 3 of proc(5).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const field = (number: number): number => Number(fields[number - 3]);
  return {
    pid,
    parent: field(4),
    group: field(5),
    session: field(6),
    started: fields[19] ?? '',
    zombie: fields[0] === 'Z' || fields[0] === 'X',
    cpuSeconds: (field(14) + field(15) + field(16) + field(17)) / TICKS_A_SECOND,
  };
}

/** The processes below and with `root`: children of children, and whatever was seen in the tree before and has a new parent now. */
export function treeOf(root: number, table: readonly ProcessRow[], before: ReadonlySet<string>): ProcessRow[] {
  const children = Map.groupBy(table, (row) => row.parent);
  const members = new Map<number, ProcessRow>();
  const pending = table.filter((row) => row.pid === root || row.session === root || before.has(identity(row)));
  for (let row = pending.pop(); row; row = pending.pop()) {
    if (members.has(row.pid)) continue;
    members.set(row.pid, row);
    pending.push(...(children.get(row.pid) ?? []));
  }
  return [...members.values()];
}

/** Names a process for good, though its pid may be given again. */
export function identity(row: ProcessRow): string {
  return `${row.pid}@${row.started}`;
}

function pidNames(): string[] {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}
