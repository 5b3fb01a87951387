import { runBenchmark, type RunRequest, type RunSummary } from '@deidbench/runner';
import { EXIT } from './exit.ts';
import { finishRun } from './finish-run.ts';
import type { Session } from './io.ts';
import { refuseLostUnits } from './lost-units.ts';
import { isolationWarning, RunProgress } from './run-progress.ts';
import { watchSignals } from './signals.ts';

/** Runs tools with progress, then folds and reports what is there, also after Ctrl-C. */
export async function executeRun(request: RunRequest, session: Session): Promise<RunSummary> {
  const stop = watchSignals((text) => session.say(text));
  const progress = new RunProgress(session.progress(), request);
  try {
    const summary = await runBenchmark(request, {
      graceful: stop.graceful,
      now: stop.now,
      onPlan: (sizes, isolation) => {
        const warning = isolationWarning(isolation);
        if (warning !== undefined) session.say(warning);
        progress.plan(sizes);
      },
      onEvent: (event) => progress.event(event),
    });
    progress.stop();
    // What is done lies on the disk, and every report is written whole or not at all: from here on Ctrl-C ends at once.
    stop.release();
    sayWhatWasDone(summary, session);
    if (!(stop.now.aborted && summary.interrupted)) await finishRun(request.out, session);
    if (summary.interrupted) session.exit(EXIT.interrupted);
    else refuseLostUnits(summary.units);
    return summary;
  } finally {
    progress.stop();
    stop.release();
  }
}

function sayWhatWasDone({ units, interrupted }: RunSummary, session: Session): void {
  if (units.resumed > 0) session.say(`${units.resumed} of ${units.planned} units were done before and still hold.`);
  if (units.rejudged > 0) session.say(`${units.rejudged} units were judged anew from kept output.`);
  if (interrupted)
    session.say(`Interrupted: ${units.done + units.resumed} of ${units.planned} units are saved. Run the same command again to go on.`);
}
