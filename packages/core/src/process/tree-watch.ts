import { memoryOf, proportionalBytes } from './memory.ts';
import { identity, processTable, treeOf, type ProcessRow } from './process-table.ts';
import { hasMarker } from './sweep.ts';

/** Looks between two that read the whole process table. */
const LOOKS_A_WHOLE_LOOK = 8;

/** Follows the process tree of one attempt from outside, through the process table. */
export class TreeWatch {
  /** Largest sum of resident memory seen, or the largest single process's own record. */
  peakBytes = 0;
  /** CPU time seen so far; a floor, since what ends between two looks is only seen through its parent. */
  cpuSeconds = 0;
  readonly #root: number;
  readonly #wrappers: number;
  readonly #marker: string | undefined;
  #seen = new Set<string>();
  /** Pids seen outside of the tree: a process joins it at its birth only, so they are not read again before a pid may have been given anew. */
  #strangers = new Set<number>();
  #looks = 0;

  /** `wrappers`: how many processes lead from `root` to the tool. `marker`: finds a tool that is no child of `root`. */
  constructor(root: number, wrappers: number, marker?: string) {
    this.#root = root;
    this.#wrappers = wrappers;
    this.#marker = marker;
  }

  /** Looks once, `whole` at every process of the machine; returns the tool's own living processes and their memory. */
  look(whole = false): { rows: ProcessRow[]; rssBytes: number } {
    if (whole || this.#looks % LOOKS_A_WHOLE_LOOK === 0) this.#strangers.clear();
    this.#looks += 1;
    const tree = this.#tree();
    const rows = this.#withoutWrappers(tree).filter((row) => !row.zombie);
    let rssBytes = 0;
    for (const row of rows) {
      const memory = memoryOf(row.pid);
      rssBytes += memory.rssBytes;
      this.peakBytes = Math.max(this.peakBytes, memory.peakBytes);
    }
    this.peakBytes = Math.max(this.peakBytes, rssBytes);
    this.cpuSeconds = Math.max(
      this.cpuSeconds,
      rows.reduce((sum, row) => sum + row.cpuSeconds, 0),
    );
    return { rows, rssBytes };
  }

  /** Everything of the attempt that lives, wrappers too. */
  all(): ProcessRow[] {
    this.#strangers.clear();
    return this.#tree().filter((row) => !row.zombie);
  }

  /** True when the tree holds more than `bytes` even with shared pages counted once. */
  holdsMoreThan(bytes: number, rows: readonly ProcessRow[]): boolean {
    return rows.reduce((sum, row) => sum + proportionalBytes(row.pid), 0) > bytes;
  }

  #tree(): ProcessRow[] {
    const table = processTable(this.#strangers);
    const marker = this.#marker;
    const marked = marker === undefined ? [] : table.filter((row) => hasMarker(row.pid, marker));
    const tree = treeOf(this.#root, table, new Set([...this.#seen, ...marked.map(identity)]));
    this.#seen = new Set(tree.map(identity));
    // A marked process gets its marker later than its birth.
    if (marker === undefined) this.#remember(table, new Set(tree.map(({ pid }) => pid)));
    return tree;
  }

  #remember(table: readonly ProcessRow[], members: ReadonlySet<number>): void {
    for (const { pid } of table) if (!members.has(pid)) this.#strangers.add(pid);
  }

  #withoutWrappers(tree: readonly ProcessRow[]): ProcessRow[] {
    const wrappers = new Set<number>();
    let next = tree.find((row) => row.pid === this.#root);
    while (next && wrappers.size < this.#wrappers) {
      const { pid } = next;
      wrappers.add(pid);
      next = tree.filter((row) => row.parent === pid).toSorted((a, b) => a.pid - b.pid)[0];
    }
    return tree.filter((row) => !wrappers.has(row.pid));
  }
}
