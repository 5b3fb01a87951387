import { Option } from 'commander';
import { generate, planPreset, PRESETS } from '@deidbench/synth';
import { positiveNumber, wholeNumber } from '../options.ts';
import type { Shell } from '../program.ts';

interface Options {
  preset: string;
  scale?: number;
  patients?: number;
  seed: number;
  difficulty: 'normal' | 'edge';
  imageSize?: number;
  dateOffset: 'patient' | 'collection';
  deviceIdentity: 'keep' | 'remove';
  dryRun?: boolean;
  out: string;
}

export function registerSynth({ program, session }: Shell): void {
  program
    .command('synth')
    .description('Generate a MIDI-style dataset: invented identifiers at known places, curated reference, answer key.')
    .requiredOption('--preset <name>', PRESETS.join(', '))
    .option('--scale <factor>', 'each count of the preset times this', positiveNumber)
    .option('--patients <n>', 'so many patients at most', wholeNumber(1, 1_000_000))
    .option('--seed <n>', 'same seed, same bytes', wholeNumber(0, Number.MAX_SAFE_INTEGER), 1)
    .addOption(new Option('--difficulty <level>', 'edge: identifiers at rare places too').choices(['normal', 'edge']).default('normal'))
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
    .option('--dry-run', 'say what would be made')
    .requiredOption('--out <folder>', 'dataset folder to make')
    .addHelpText('after', '\nExample:\n  $ deidbench synth --preset midi-1.1 --scale 0.02 --seed 7 --out data/small')
    .action(async (options: Options) => {
      const now = session();
      const { preset, scale, patients, seed } = options;
      if (options.dryRun) {
        const plan = planPreset({ preset, scale, patients, seed });
        now.print(`${plan.name}: ${countsText(plan.counts)}`);
        now.json({ name: plan.name, counts: plan.counts, byModality: plan.byModality });
        return;
      }
      const progress = now.progress();
      let started = false;
      const dataset = await generate({
        ...options,
        onProgress: (_done, total) => {
          if (!started) progress.start('instances', total);
          started = true;
          progress.advance('instances', 1);
        },
      });
      progress.finish('instances');
      progress.stop();
      now.print(
        `${dataset.name}: ${countsText(dataset.counts)}, ${dataset.counts.checks} checks, ${dataset.counts.planted} planted identifiers (seed ${seed})`,
      );
      now.json(dataset);
    });
}

function countsText({
  patients,
  studies,
  series,
  instances,
}: {
  patients: number;
  studies: number;
  series: number;
  instances: number;
}): string {
  return `${patients} patients, ${studies} studies, ${series} series, ${instances} instances`;
}
