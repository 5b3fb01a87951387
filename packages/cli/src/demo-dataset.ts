import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Dataset } from '@deidbench/core/model';
import type { GenerateOptions } from '@deidbench/synth';
import type { Session } from './io.ts';
import { versionText } from './version.ts';

const RECIPE = { preset: 'demo', seed: 7 } satisfies Omit<GenerateOptions, 'out'>;

/** Generates the demo's dataset, unless the same one lies there already. */
export async function demoDataset(folder: string, session: Session): Promise<void> {
  const started = Date.now();
  const known = sameDataset(folder);
  if (!known && existsSync(join(folder, 'dataset.json'))) rmSync(folder, { recursive: true });
  const { counts } = known ?? (await make(folder));
  const seconds = Math.round((Date.now() - started) / 1000);
  const when = known ? 'made before' : `${seconds} s`;
  session.say(
    `Dataset: ${counts.patients} patients, ${counts.instances} instances, ${counts.checks.toLocaleString('en')} checks, ${counts.planted.toLocaleString('en')} planted identifiers (seed ${RECIPE.seed}) · ${when}`,
  );
}

async function make(folder: string): Promise<Dataset> {
  const { generate } = await import('@deidbench/synth');
  return generate({ ...RECIPE, out: folder });
}

function sameDataset(folder: string): Dataset | undefined {
  const file = join(folder, 'dataset.json');
  if (!existsSync(file)) return undefined;
  const dataset = JSON.parse(readFileSync(file, 'utf8')) as Dataset;
  const { source } = dataset;
  const isSame =
    source.kind === 'synth' &&
    source.preset === RECIPE.preset &&
    source.seed === RECIPE.seed &&
    source.generator.endsWith(` ${versionText()}`);
  return isSame ? dataset : undefined;
}
