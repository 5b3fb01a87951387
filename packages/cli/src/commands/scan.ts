import { availableParallelism } from 'node:os';
import { basename, resolve } from 'node:path';
import type { Results, Severity } from '@deidbench/core/model';
import { scanFolder } from '@deidbench/runner';
import { Option } from 'commander';
import { EXIT, UsageError } from '../exit.ts';
import { finishRun } from '../finish-run.ts';
import { iodAtHand } from '../iod-validator.ts';
import type { Session } from '../io.ts';
import { refuseLostUnits } from '../lost-units.ts';
import type { Shell } from '../shell.ts';
import { watchSignals } from '../signals.ts';
import { versionText } from '../version.ts';

interface Options {
  input: string;
  deid: string;
  identifiers?: string;
  uidMap?: string;
  name?: string;
  failOn?: Severity;
  out: string;
  allFrames?: boolean;
}

export function registerScan({ program, session }: Shell): void {
  program
    .command('scan')
    .description('Look for identifiers of the originals in de-identified files, without an answer key. Stores no value of a patient.')
    .requiredOption('--input <folder>', 'the originals')
    .requiredOption('--deid <folder>', 'the de-identified files')
    .option('--identifiers <csv>', 'more identifiers: column text and, if known, patient and kind')
    .option('--uid-map <csv>', 'crosswalk of UIDs: pairs files for certain')
    .option('--all-frames', 'look for text in every frame of clips, not in some of them')
    .option('--name <name>', 'name of the row (default: the name of the folder)')
    .addOption(new Option('--fail-on <severity>', 'exit with 1 when a leak of this severity or a higher one is found').choices(SEVERITIES))
    .requiredOption('--out <folder>', 'run folder to make')
    .addHelpText('after', '\nExample:\n  $ deidbench scan --input originals --deid release --out runs/release-check --fail-on high')
    .action(async ({ failOn, ...options }: Options) => {
      const now = session();
      const stop = watchSignals((text) => now.say(text));
      try {
        const name = options.name ?? basename(resolve(options.deid));
        const summary = await scanFolder(
          { ...options, name, jobs: availableParallelism(), deidbench: versionText(), iod: await iodAtHand() },
          stop,
        );
        tellWhatIsNoInstance(summary.unusable, now);
        const { results } = await finishRun(summary.out, now);
        if (summary.units.done + summary.units.resumed < summary.units.planned) return now.exit(EXIT.interrupted);
        tellWhatWasPaired(results, options, summary.files - summary.unusable.length, now);
        if (failOn !== undefined && leaksFrom(results, failOn) > 0) now.exit(EXIT.gate);
        refuseLostUnits(summary.units);
      } finally {
        stop.release();
      }
    });
}

function tellWhatIsNoInstance(files: readonly { problem: string }[], session: Session): void {
  const closed = files.filter(({ problem }) => problem.startsWith('not opened')).length;
  const searched = files.length - closed;
  if (searched > 0) session.say(`${searched} files of the output can not be read as DICOM instances: they were searched as they stand.`);
  if (closed > 0) session.say(`${closed} files of the output were not opened (links, pipes, too large): what they hold was not looked at.`);
}

/** From the gravest on. */
const SEVERITIES: readonly Severity[] = ['high', 'medium', 'low'];

/** Leaks of a severity and of the graver ones. */
function leaksFrom({ tools }: Results, least: Severity): number {
  const counted = SEVERITIES.slice(0, SEVERITIES.indexOf(least) + 1);
  return tools.reduce((sum, { leaks }) => sum + counted.reduce((n, severity) => n + leaks[severity], 0), 0);
}

/** A release in which nothing answers the originals was not checked, however clean it looks. */
function tellWhatWasPaired({ tools }: Results, { input, deid, uidMap }: Options, readable: number, session: Session): void {
  const paired = tools.reduce((sum, { instances }) => sum + instances.paired, 0);
  if (paired === 0)
    throw new UsageError(
      `--deid ${deid}: none of its ${readable} files answers a file of --input ${input}${uidMap === undefined ? '. Give the originals of these files, or a crosswalk with --uid-map.' : ` by --uid-map ${uidMap}. Give the crosswalk of this release.`}`,
    );
  if (paired < readable)
    session.say(
      `${readable - paired} of ${readable} files of the output answer no original${uidMap === undefined ? ' that can be told: give --uid-map to pair them' : ' by --uid-map'}. They were searched for the identifiers of every patient.`,
    );
}
