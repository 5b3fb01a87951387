import { availableParallelism } from 'node:os';
import { importDataset } from '@deidbench/runner';
import type { Shell } from '../program.ts';

interface ImportOptions {
  input: string;
  answers: string;
  reference?: string;
  uidMap?: string;
  patientMap?: string;
  name?: string;
  out: string;
}

export function registerDataset({ program, session }: Shell): void {
  const dataset = program.command('dataset').description('Make, check and pack datasets.');
  dataset
    .command('import')
    .description('Make a dataset of released files and their answer key. No file is copied.')
    .requiredOption('--input <folder>', 'the originals, in any layout')
    .requiredOption('--answers <db>', 'answer key (SQLite)')
    .option('--reference <folder>', 'the curated, correctly de-identified twin')
    .option('--uid-map <csv>', 'crosswalk of UIDs to the reference')
    .option('--patient-map <csv>', 'crosswalk of Patient IDs to the reference')
    .option('--name <name>', 'name in reports (default: the name of the input folder)')
    .requiredOption('--out <folder>', 'dataset folder to make')
    .addHelpText('after', '\nExample:\n  $ deidbench dataset import --input MIDI-B/images --answers MIDI-B/answers.db --out data/midi-b')
    .action(async (options: ImportOptions) => {
      const now = session();
      const progress = now.progress();
      const made = await importDataset({ ...options, jobs: availableParallelism() });
      progress.stop();
      const { counts } = made.dataset;
      for (const { path, problem } of made.skipped) now.say(`${path}: left out, ${problem}.`);
      for (const remark of made.remarks) now.say(remark);
      const left = made.skipped.length > 0 ? ` ${made.skipped.length} files were left out.` : '';
      now.print(
        `${made.dataset.name}: ${counts.patients} patients, ${counts.series} series, ${counts.instances} instances, ${counts.checks} checks.${left}`,
      );
      now.json({ dataset: made.dataset, skipped: made.skipped, remarks: made.remarks });
    });
}
