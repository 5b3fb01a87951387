import { availableParallelism } from 'node:os';
import { basename, resolve } from 'node:path';
import { scanFolder } from '@deidbench/runner';
import { EXIT } from '../exit.ts';
import { finishRun } from '../finish-run.ts';
import { iodAtHand } from '../iod-validator.ts';
import type { Shell } from '../program.ts';
import { watchSignals } from '../signals.ts';
import { versionText } from '../version.ts';

interface Options {
  input: string;
  deid: string;
  identifiers?: string;
  uidMap?: string;
  name?: string;
  out: string;
}

export function registerScan({ program, session }: Shell): void {
  program
    .command('scan')
    .description('Look for identifiers of the originals in de-identified files, without an answer key. Stores no value of a patient.')
    .requiredOption('--input <folder>', 'the originals')
    .requiredOption('--deid <folder>', 'the de-identified files')
    .option('--identifiers <csv>', 'more identifiers: column text and, if known, patient and kind')
    .option('--uid-map <csv>', 'crosswalk of UIDs: pairs files for certain')
    .option('--name <name>', 'name of the row (default: the name of the folder)')
    .requiredOption('--out <folder>', 'run folder to make')
    .addHelpText('after', '\nExample:\n  $ deidbench scan --input originals --deid release --out runs/release-check')
    .action(async (options: Options) => {
      const now = session();
      const stop = watchSignals((text) => now.say(text));
      try {
        const name = options.name ?? basename(resolve(options.deid));
        const summary = await scanFolder(
          { ...options, name, jobs: availableParallelism(), deidbench: versionText(), iod: await iodAtHand() },
          stop,
        );
        if (summary.unusable.length > 0) now.say(`${summary.unusable.length} files of the output can not be read as DICOM instances.`);
        await finishRun(summary.out, now);
        if (summary.units.done + summary.units.resumed < summary.units.planned) now.exit(EXIT.interrupted);
      } finally {
        stop.release();
      }
    });
}
