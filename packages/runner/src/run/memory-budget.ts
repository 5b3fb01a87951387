/** What deidbench itself takes for a unit beside the tool: its worker. */
const WORKER_BYTES = 512 * 2 ** 20;
/** A tool of which nothing is known yet. */
const UNKNOWN_BYTES = 1024 * 2 ** 20;

/**
 * Lets a unit begin only where the most memory that its tool was seen to take fits beside what runs. One alone always may: its own limit
 * bounds it. What is free is asked anew whenever nothing runs.
 */
export class MemoryBudget {
  readonly #available: () => number;
  readonly #peaks: Map<string, number>;
  /** Bytes counted for each unit that runs, by its id. */
  readonly #running = new Map<string, number>();
  #free = 0;

  /** `available`: bytes that may be taken now. `peaks`: most memory by `tool:profile`, as recorded before. */
  constructor(available: () => number, peaks: Readonly<Record<string, number>> = {}) {
    this.#available = available;
    this.#peaks = new Map(Object.entries(peaks));
  }

  /** True when a unit may begin; it counts as running from then on. */
  take({ id, tool, profile }: Claim): boolean {
    if (this.#running.size === 0) this.#free = this.#available();
    const bytes = (this.#peaks.get(`${tool}:${profile}`) ?? UNKNOWN_BYTES) + WORKER_BYTES;
    const taken = [...this.#running.values()].reduce((sum, one) => sum + one, 0);
    if (this.#running.size > 0 && taken + bytes > this.#free) return false;
    this.#running.set(id, bytes);
    return true;
  }

  /** At a unit's end; `peakBytes` is what its tool took, where it ran. */
  give({ id, tool, profile }: Claim, peakBytes: number | undefined): void {
    this.#running.delete(id);
    const row = `${tool}:${profile}`;
    if (peakBytes !== undefined) this.#peaks.set(row, Math.max(this.#peaks.get(row) ?? 0, peakBytes));
  }
}

interface Claim {
  id: string;
  tool: string;
  profile: string;
}
