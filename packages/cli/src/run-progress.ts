import type { Isolation, RunEvent } from '@deidbench/core/model';
import { TimeToGo, type Durations, type RunRequest } from '@deidbench/runner';
import type { ProgressSink } from './progress/sink.ts';

/** The line of the whole run. */
const ALL = 'all tools';

/** Turns the events of a run into one line a tool and profile, from its first unit to its last. */
export class RunProgress {
  readonly #sink: ProgressSink;
  readonly #left = new Map<string, number>();
  readonly #totals = new Map<string, number>();

  readonly #jobs: number;
  readonly #durations: Durations | undefined;
  #toGo: TimeToGo | undefined;
  #all = 0;

  constructor(sink: ProgressSink, { jobs, durations, timing }: Pick<RunRequest, 'jobs' | 'durations' | 'timing'>) {
    this.#sink = sink;
    this.#jobs = timing === 'exclusive' ? 1 : jobs;
    this.#durations = durations;
  }

  plan(sizes: readonly { tool: string; profile: string; instances: number }[]): void {
    this.#toGo = new TimeToGo(sizes, { jobs: this.#jobs, ...(this.#durations && { durations: this.#durations }) });
    this.#all = sizes.reduce((sum, { instances }) => sum + instances, 0);
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
    this.#toGo?.event(event);
    this.#sink.start(ALL, this.#all);
    this.#sink.start(name, total);
    if (event.kind !== 'finished') return;
    this.#sink.advance(name, event.instances);
    this.#sink.advance(ALL, event.instances, timeText(this.#toGo?.secondsLeft()));
    const left = (this.#left.get(row) ?? 0) - event.instances;
    this.#left.set(row, left);
    if ([...this.#left.values()].every((rest) => rest <= 0)) this.#sink.finish(ALL);
    if (left <= 0) this.#sink.finish(name);
  }

  stop(): void {
    this.#sink.stop();
  }
}

/** How long something will take, as exactly as it can be known. */
function timeText(seconds: number | undefined): string | undefined {
  if (seconds === undefined) return undefined;
  if (seconds < 60) return 'less than a minute to go';
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `about ${minutes} min to go` : `about ${(minutes / 60).toFixed(1)} h to go`;
}

/** What a person must know of the isolation before tools run; nothing where all is as it should be. */
export function isolationWarning({ method }: Isolation): string | undefined {
  return method === 'group' ? 'No isolation works on this machine (bwrap, unshare): tools run without it. The report says so.' : undefined;
}
