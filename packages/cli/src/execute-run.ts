import type { RunEvent } from '@deidbench/core/model';
import { runBenchmark, type RunRequest, type RunSummary } from '@deidbench/runner';
import { EXIT } from './exit.ts';
import { finishRun } from './finish-run.ts';
import type { Session } from './io.ts';
import { watchSignals } from './signals.ts';

/** Runs tools with progress, then folds and reports what is there, also after Ctrl-C. */
export async function executeRun(request: RunRequest, session: Session): Promise<RunSummary> {
  const stop = watchSignals((text) => session.say(text));
  const progress = session.progress();
  const left = new Map<string, number>();
  try {
    const summary = await runBenchmark(request, {
      graceful: stop.graceful,
      now: stop.now,
      onPlan: (sizes, isolation) => {
        if (isolation.method === 'group')
          session.say('No isolation works on this machine (bwrap, unshare): tools run without it. The report says so.');
        for (const { tool, profile, instances } of sizes) {
          left.set(rowName(tool, profile), instances);
          progress.start(rowName(tool, profile), instances);
        }
      },
      onEvent: (event: RunEvent) => {
        if (event.kind !== 'finished') return;
        const name = rowName(event.tool, event.profile);
        const rest = (left.get(name) ?? 0) - event.instances;
        left.set(name, rest);
        progress.advance(name, event.instances);
        if (rest <= 0) progress.finish(name);
      },
    });
    progress.stop();
    if (summary.units.resumed > 0)
      session.say(`${summary.units.resumed} of ${summary.units.planned} units were done before and still hold.`);
    await finishRun(request.out, session);
    if (summary.interrupted) {
      session.say(
        `Interrupted: ${summary.units.done + summary.units.resumed} of ${summary.units.planned} units are saved. Run the same command again to go on.`,
      );
      session.exit(EXIT.interrupted);
    }
    return summary;
  } finally {
    progress.stop();
    stop.release();
  }
}

function rowName(tool: string, profile: string): string {
  return profile === 'default' ? tool : `${tool}:${profile}`;
}
