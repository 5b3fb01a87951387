import { availableParallelism } from 'node:os';
import { basename, resolve } from 'node:path';
import { openDataset, scoreFolder, writeOfficial } from '@deidbench/runner';
import { EXIT, UsageError } from '../exit.ts';
import { finishRun } from '../finish-run.ts';
import { iodAtHand } from '../iod-validator.ts';
import type { Session } from '../io.ts';
import { refuseLostUnits } from '../lost-units.ts';
import type { Shell } from '../shell.ts';
import { watchSignals } from '../signals.ts';
import { versionText } from '../version.ts';

interface Options {
  answers?: string;
  dataset?: string;
  deid: string;
  uidMap: string;
  patientMap: string;
  input?: string;
  name?: string;
  version: string;
  policy: string;
  official?: boolean;
  officialBatches?: string;
  out: string;
  allFrames?: boolean;
}

export function registerScore({ program, session }: Shell): void {
  program
    .command('score')
    .description('Judge a folder that some tool made elsewhere; the row merges and ranks beside tools.')
    .option('--answers <key>', 'answer key (SQLite, or the CSV form that synth writes)')
    .option('--dataset <folder>', 'a dataset in place of --answers and --input')
    .requiredOption('--deid <folder>', 'the de-identified files')
    .requiredOption('--uid-map <csv>', 'crosswalk of UIDs (id_old,id_new)')
    .requiredOption('--patient-map <csv>', 'crosswalk of Patient IDs')
    .option('--input <folder>', 'the originals: more can be checked with them')
    .option('--name <name>', 'name of the row (default: the name of the folder)')
    .option('--version <version>', 'version of what made the files', 'unknown')
    .option('--policy <policy>', 'what the files claim: basic, tcia', 'tcia')
    .option('--all-frames', 'look for text in every frame of clips, not in some of them')
    .option('--official', 'also write the files of the official validation script')
    .option('--official-batches <csv>', 'batches in which the official script judged')
    .requiredOption('--out <folder>', 'run folder to make')
    .addHelpText(
      'after',
      '\nExample:\n  $ deidbench score --answers answers.db --deid out --uid-map uid_mapping.csv --patient-map patid_mapping.csv --out runs/mine',
    )
    .action((options: Options) => score(options, session()));
}

async function score(options: Options, session: Session): Promise<void> {
  if (options.answers === undefined && options.dataset === undefined)
    throw new UsageError('--answers: give the answer key, or a dataset with --dataset.');
  const jobs = availableParallelism();
  const { dataset: folder, answers, input, ...rest } = options;
  const dataset = folder === undefined ? undefined : await openDataset(folder, { jobs });
  const stop = watchSignals((text) => session.say(text));
  try {
    const summary = await scoreFolder(
      {
        ...rest,
        name: options.name ?? basename(resolve(options.deid)),
        jobs,
        deidbench: versionText(),
        command: session.command,
        iod: await iodAtHand(),
        ...(dataset && { dataset }),
        ...(answers !== undefined && { answers }),
        ...(input !== undefined && { input }),
      },
      stop,
    );
    for (const { path, problem } of summary.unusable.slice(0, 20))
      session.say(`${JSON.stringify(path).slice(1, -1)}: not judged, ${problem}.`);
    if (options.official) await official(options, dataset?.paths.answers ?? answers ?? '', session);
    await finishRun(summary.out, session);
    if (summary.units.done + summary.units.resumed < summary.units.planned) session.exit(EXIT.interrupted);
    else refuseLostUnits(summary.units);
  } finally {
    stop.release();
  }
}

async function official(options: Options, answers: string, session: Session): Promise<void> {
  const { deid, uidMap, patientMap, out, officialBatches } = options;
  const result = await writeOfficial({
    answers,
    deid,
    uidMap,
    patientMap,
    out,
    iod: await iodAtHand(),
    ...(officialBatches !== undefined && { batches: officialBatches }),
  });
  for (const note of result.notes) session.say(`official: ${note.message}`);
  session.say(`official: ${result.iod}`);
  session.say(`Official files: ${result.folder} (${result.rows} rows)`);
}
