import type { Isolation, RunEvent } from '@deidbench/core/model';
import type { ProgressSink } from './progress/sink.ts';

/** Turns the events of a run into one line a tool and profile, from its first unit to its last. */
export class RunProgress {
  readonly #sink: ProgressSink;
  readonly #left = new Map<string, number>();
  readonly #totals = new Map<string, number>();

  constructor(sink: ProgressSink) {
    this.#sink = sink;
  }

  plan(sizes: readonly { tool: string; profile: string; instances: number }[]): void {
    for (const { tool, profile, instances } of sizes) {
      this.#left.set(`${tool}.${profile}`, instances);
      this.#totals.set(`${tool}.${profile}`, instances);
    }
  }

  event(event: RunEvent): void {
    const row = event.kind === 'finished' ? `${event.tool}.${event.profile}` : event.unit.replace(/\.\d+$/, '');
    const total = this.#totals.get(row);
    if (total === undefined) return;
    const name = row.replace(/\.default$/, '').replace('.', ':');
    this.#sink.start(name, total);
    if (event.kind !== 'finished') return;
    this.#sink.advance(name, event.instances);
    const left = (this.#left.get(row) ?? 0) - event.instances;
    this.#left.set(row, left);
    if (left <= 0) this.#sink.finish(name);
  }

  stop(): void {
    this.#sink.stop();
  }
}

/** What a person must know of the isolation before tools run; nothing where all is as it should be. */
export function isolationWarning({ method }: Isolation): string | undefined {
  return method === 'group' ? 'No isolation works on this machine (bwrap, unshare): tools run without it. The report says so.' : undefined;
}
