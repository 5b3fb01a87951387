import type { RunEvent } from '@deidbench/core/model';
import { expectedSeconds, type Durations } from './durations.ts';

interface Row {
  tool: string;
  profile: string;
  /** Instances not done yet. */
  left: number;
  seconds: number;
  done: number;
}

/**
 * How long the rest of a run will take: what is left of every tool times the seconds an instance that it took so far, or as recorded, or as the
 * other tools take; divided among the jobs. Units that were done before count as no work.
 */
export class TimeToGo {
  readonly #rows: Map<string, Row>;
  readonly #jobs: number;
  readonly #recorded: Durations;
  readonly #now: () => number;
  readonly #begun = new Map<string, number>();

  constructor(
    rows: readonly { tool: string; profile: string; instances: number }[],
    { jobs, durations = {}, now = () => performance.now() / 1000 }: { jobs: number; durations?: Durations; now?: () => number },
  ) {
    this.#rows = new Map(
      rows.map(({ tool, profile, instances }) => [`${tool}.${profile}`, { tool, profile, left: instances, seconds: 0, done: 0 }]),
    );
    this.#jobs = jobs;
    this.#recorded = durations;
    this.#now = now;
  }

  event(event: RunEvent): void {
    if (event.kind !== 'finished') {
      if (!this.#begun.has(event.unit)) this.#begun.set(event.unit, this.#now());
      return;
    }
    const row = this.#rows.get(`${event.tool}.${event.profile}`);
    const begun = this.#begun.get(event.unit);
    this.#begun.delete(event.unit);
    if (!row) return;
    row.left -= event.instances;
    if (begun === undefined) return;
    row.seconds += this.#now() - begun;
    row.done += event.instances;
  }

  /** Undefined as long as nothing is known of any tool. */
  secondsLeft(): number | undefined {
    const known = this.#known();
    if (Object.keys(known).length === 0) return undefined;
    const work = [...this.#rows.values()].reduce(
      (sum, { tool, profile, left }) => sum + (left > 0 ? expectedSeconds(known, { tool, profile, instances: left }) : 0),
      0,
    );
    const underWay = [...this.#begun.values()].reduce((sum, begun) => sum + this.#now() - begun, 0);
    return Math.max(0, work - underWay) / this.#jobs;
  }

  /** What this run measured counts more than what another recorded. */
  #known(): Durations {
    const measured = [...this.#rows.values()].filter(({ done }) => done > 0);
    return {
      ...this.#recorded,
      ...Object.fromEntries(measured.map(({ tool, profile, seconds, done }) => [`${tool}:${profile}`, seconds / done])),
    };
  }
}
