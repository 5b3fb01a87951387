import { availableParallelism } from 'node:os';
import { printable } from '@deidbench/report';
import { importDataset, openDataset } from '@deidbench/runner';
import type { ImportedFiles } from '@deidbench/synth';
import { withIndexProgress } from '../index-progress.ts';
import { EXIT, UsageError } from '../exit.ts';
import type { Session } from '../io.ts';
import { leftOut } from '../left-out.ts';
import type { Shell } from '../shell.ts';

interface ImportOptions {
  input: string;
  answers: string;
  reference?: string;
  uidMap?: string;
  patientMap?: string;
  name?: string;
  out: string;
}

interface PackOptions {
  public?: boolean;
  sealed?: boolean;
  out: string;
}

export function registerDataset({ program, session }: Shell): void {
  const dataset = program
    .command('dataset')
    .description('Make, check and pack datasets.')
    .addHelpText('after', '\nExample:\n  $ deidbench dataset check data/small');
  dataset
    .command('import')
    .description('Make a dataset of released files and their answer key. No file is copied.')
    .requiredOption('--input <folder>', 'the originals, in any layout')
    .requiredOption('--answers <key>', 'answer key (SQLite, or the CSV form that synth writes)')
    .option('--reference <folder>', 'the curated, correctly de-identified twin')
    .option('--uid-map <csv>', 'crosswalk of UIDs to the reference')
    .option('--patient-map <csv>', 'crosswalk of Patient IDs to the reference')
    .option('--name <name>', 'name in reports (default: the name of the input folder)')
    .requiredOption('--out <folder>', 'dataset folder to make')
    .addHelpText('after', '\nExample:\n  $ deidbench dataset import --input MIDI-B/images --answers MIDI-B/answers.db --out data/midi-b')
    .action(async (options: ImportOptions) => {
      const now = session();
      const jobs = availableParallelism();
      const made = await withIndexProgress(now, (onProgress) => importDataset({ ...options, jobs, onProgress }));
      const { counts } = made.dataset;
      for (const line of leftOut(made.skipped)) now.say(line);
      for (const remark of made.remarks) now.say(remark);
      const left = made.skipped.length > 0 ? ` ${made.skipped.length} files were left out.` : '';
      now.print(
        `${made.dataset.name}: ${counts.patients} patients, ${counts.series} series, ${counts.instances} instances, ${counts.checks} checks.${left}`,
      );
      now.json({ dataset: made.dataset, skipped: made.skipped, remarks: made.remarks });
    });
  dataset
    .command('check')
    .description('Check a dataset from end to end: files, counts, key, planted identifiers, crosswalks, references.')
    .argument('<dataset>', 'dataset folder')
    .addHelpText('after', '\nExample:\n  $ deidbench dataset check data/small')
    .action((folder: string) => check(folder, session()));
  dataset
    .command('pack')
    .description('Pack one side of a dataset into a tar file: what everyone may see, or what judges need.')
    .argument('<dataset>', 'dataset folder')
    .option('--public', 'the input alone')
    .option('--sealed', 'key, reference, crosswalks and plantings')
    .requiredOption('--out <file>', 'file to make; compressed where its name ends in gz')
    .addHelpText('after', '\nExample:\n  $ deidbench dataset pack data/small --public --out small-public.tar.gz')
    .action((folder: string, options: PackOptions) => pack(folder, options, session()));
}

async function check(folder: string, session: Session): Promise<void> {
  const progress = session.progress();
  let seen = 0;
  const { checkDataset } = await import('@deidbench/synth');
  const report = await checkDataset(
    folder,
    (done, total) => {
      progress.start('instances', total);
      progress.advance('instances', done - seen);
      seen = done;
    },
    () => importedFiles(folder, session),
  );
  progress.finish('instances');
  progress.stop();
  for (const { code, file, message } of report.problems) session.print(printable(`${code} ${file}: ${message}`));
  if (report.more > 0) session.print(`${report.more} more of these kinds.`);
  const found = `${report.instances} instances, ${report.checks} values of the key, ${report.planted} planted identifiers looked up`;
  session.print(report.ok ? `Nothing wrong: ${found}.` : `${report.problems.length + report.more} problems: ${found}.`);
  session.json(report);
  if (!report.ok) session.exit(EXIT.gate);
}

/** The files of an imported dataset that a run would take; the others are named. */
async function importedFiles(folder: string, session: Session): Promise<ImportedFiles> {
  const { instances, skipped, digest } = await openDataset(folder, { jobs: availableParallelism() });
  for (const line of leftOut(skipped)) session.say(line);
  return { paths: instances.map(({ path }) => path), digest };
}

async function pack(folder: string, options: PackOptions, session: Session): Promise<void> {
  if (options.public === options.sealed) throw new UsageError('--public or --sealed: give one of them.');
  const side = options.public === true ? 'public' : 'sealed';
  const { packDataset } = await import('@deidbench/synth');
  const made = await packDataset(folder, side, options.out);
  session.print(`${options.out}: ${side} side, ${made.files} files, ${(made.bytes / 1e6).toFixed(1)} MB`);
  session.json({ file: options.out, side, ...made });
}
