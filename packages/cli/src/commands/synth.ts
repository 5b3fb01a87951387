import { Option } from 'commander';
import type { LeftOut } from '@deidbench/synth';
import { PRESETS } from '@deidbench/synth/presets';
import { UsageError } from '../exit.ts';
import { positiveNumber, wholeNumber } from '../options.ts';
import type { Session } from '../io.ts';
import type { Shell } from '../shell.ts';

interface Options {
  preset?: string;
  base?: string;
  jobs?: number;
  scale?: number;
  patients?: number;
  seed: number;
  difficulty: 'normal' | 'edge';
  slides: 'volume' | 'full';
  imageSize?: number;
  dateOffset: 'patient' | 'collection';
  deviceIdentity: 'keep' | 'remove';
  split?: string;
  dryRun?: boolean;
  out?: string;
}

export function registerSynth({ program, session }: Shell): void {
  program
    .command('synth')
    .description('Generate a MIDI-style dataset: invented identifiers at known places, curated reference, answer key.')
    .option('--preset <name>', PRESETS.join(', '))
    .option('--base <folder>', 'plant into these real DICOM objects, cleansed first, in place of drawn ones')
    .option('--jobs <n>', 'worker processes (default: all cores)', wholeNumber(1, 1024))
    .option('--scale <factor>', 'each count of the preset times this', positiveNumber)
    .option('--patients <n>', 'so many patients at most', wholeNumber(1, 1_000_000))
    .option('--seed <n>', 'same seed, same bytes', wholeNumber(0, Number.MAX_SAFE_INTEGER), 1)
    .addOption(new Option('--difficulty <level>', 'edge: identifiers at rare places too').choices(['normal', 'edge']).default('normal'))
    .addOption(
      new Option('--slides <images>', 'full: label and overview images beside each whole-slide image')
        .choices(['volume', 'full'])
        .default('volume'),
    )
    .option('--image-size <pixels>', 'rows and columns of images (default: by modality)', wholeNumber(32, 4096))
    .addOption(
      new Option('--date-offset <scope>', 'one offset of dates a patient, or one for all')
        .choices(['patient', 'collection'])
        .default('patient'),
    )
    .addOption(
      new Option('--device-identity <what>', 'what the reference does with serial numbers and station names')
        .choices(['keep', 'remove'])
        .default('keep'),
    )
    .option('--split <parts>', 'NAME:SHARE,…: one dataset a part, no patient in two')
    .option('--dry-run', 'say what would be made')
    .option('--out <folder>', 'dataset folder to make')
    .addHelpText('after', '\nExample:\n  $ deidbench synth --preset midi-1.1 --scale 0.02 --seed 7 --out data/small')
    .action((options: Options) => {
      const asked = withSource(options, session());
      return asked.dryRun ? dryRun(asked, session()) : make(asked, session());
    });
}

/** Something to make a set of; of a base the counts are those of its folder, which is said where others were asked for. */
function withSource(options: Options, session: Session): Options {
  const { preset, base, scale, slides } = options;
  if (preset === undefined && base === undefined)
    throw new UsageError(`--preset or --base: give one of them. Presets: ${PRESETS.join(', ')}.`);
  if (base !== undefined && (preset !== undefined || scale !== undefined || slides === 'full'))
    session.print(
      `--base ${base}: its objects are planted into, each once. Counts of a preset, --scale and --slides do not change how many there are.`,
    );
  return options;
}

async function dryRun(
  { preset = '', base, scale, patients, seed, difficulty, slides, imageSize, split }: Options,
  session: Session,
): Promise<void> {
  const { parseSplit, planBase, planPreset, readBase, roomFor, sizeText, splitPlan } = await import('@deidbench/synth');
  const parts = split === undefined ? undefined : parseSplit(split);
  const plan =
    base === undefined
      ? planPreset({ preset, scale, patients, seed, difficulty, slides })
      : planBase(readBase(base).files, base, seed, patients);
  const partPlans = parts && splitPlan(plan, parts, seed);
  const room = roomFor(plan, imageSize);
  session.print(`${plan.name}: ${countsText(plan.counts)}; ${sizeText(room.total)}, ${sizeText(room.key)} of it the answer key`);
  for (const [modality, counts] of Object.entries(plan.byModality)) session.print(`  ${modality.padEnd(8)} ${countsText(counts)}`);
  for (const { name, counts } of partPlans ?? []) session.print(`  ${name}: ${countsText(counts)}`);
  const told = partPlans && { parts: partPlans.map(({ name, counts, byModality }) => ({ name, counts, byModality })) };
  session.json({ name: plan.name, counts: plan.counts, byModality: plan.byModality, room, ...told });
}

async function make({ split, out, ...options }: Options, session: Session): Promise<void> {
  if (out === undefined) throw new UsageError('--out: name the dataset folder to make. Only --dry-run does without.');
  const progress = session.progress();
  let seen = 0;
  const onProgress = (done: number, total: number) => {
    progress.start('instances', total);
    progress.advance('instances', Math.max(0, done - seen));
    seen = Math.max(seen, done);
  };
  const onLeftOut = ({ path, reason }: LeftOut) => session.print(`${path} is left out: it ${reason}`);
  const asked = { ...options, out, onProgress, onLeftOut };
  const { generate, generateSplit } = await import('@deidbench/synth');
  const made = split === undefined ? [await generate(asked)] : (await generateSplit(asked, split)).map((part) => part.dataset);
  progress.finish('instances');
  progress.stop();
  for (const { name, counts } of made)
    session.print(`${name}: ${countsText(counts)}, ${counts.checks} checks, ${counts.planted} planted identifiers (seed ${options.seed})`);
  session.json(split === undefined ? made[0] : made);
}

interface Sizes {
  patients: number;
  studies: number;
  series: number;
  instances: number;
}

function countsText({ patients, studies, series, instances }: Sizes): string {
  return `${patients} patients, ${studies} studies, ${series} series, ${instances} instances`;
}
