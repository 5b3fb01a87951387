import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadManifest, type Manifest } from '@deidbench/core/manifest';
import { testAdapter } from '../contract/test-adapter.ts';
import { installAdapter } from '../install/index.ts';
import { readKnown, type Known } from '../sample/known.ts';
import { USEFUL, type Useful } from '../sample/plantings.ts';
import { sampleSet } from '../sample/set.ts';
import { lookAt } from '../trial/look.ts';
import { isLight } from '../light.ts';
import { runTrial } from '../trial/run-trial.ts';
import type { ReadyTool } from '@deidbench/core/manifest';

const MINUTES = 60_000;

/**
 * The contract suite of one tool: the real tool, end to end, on six small generated files. `here` is the `import.meta.url` of the test in the
 * tool's folder. Where the tool cannot be had (no Python, no registry, a tool that only the user can bring) its tests are skipped with the reason;
 * so are those of large tools and of those that come from no registry, unless DEIDBENCH_NIGHTLY is set. `known.json` in the folder says what each profile
 * leaks and loses: exactly these, so that a new version which leaks less is noticed too.
 */
export function describeAdapter(here: string): void {
  const folder = fileURLToPath(new URL('.', here)).replace(/\/$/, '');
  describe(`${basename(folder)}, end to end`, () => {
    let tool: ReadyTool | undefined;
    let reason = '';
    beforeAll(async () => {
      const manifest = await loadManifest(folder);
      if (!isTestedAlways(manifest) && process.env.DEIDBENCH_NIGHTLY === undefined) {
        reason = 'large, or not from a registry: tested when DEIDBENCH_NIGHTLY is set';
        return;
      }
      const found = await installAdapter(manifest, folder);
      if (found.ready) tool = found;
      else reason = `${found.reason} ${found.remedy}`;
    }, 30 * MINUTES);

    it('keeps the adapter contract', { timeout: 20 * MINUTES }, async ({ skip }) => {
      if (!tool) return skip(reason);
      const { misses } = await readKnown(folder);
      const { points } = await testAdapter(folder);
      const isKnown = (name: string) => misses.some((part) => name.includes(part));
      expect(points.filter(({ ok, point }) => ok === isKnown(point))).toEqual([]);
    });

    it('leaks and loses of the sample what it is known to, with each profile', { timeout: 20 * MINUTES }, async ({ skip }) => {
      if (!tool) return skip(reason);
      const { profiles } = await readKnown(folder);
      if (Object.keys(profiles).length === 0) return skip('nobody has run this tool here yet: known.json says nothing of it');
      const seen: Record<string, Known> = {};
      for (const profile of Object.keys(tool.manifest.profiles)) seen[profile] = await firstLook(tool, profile);
      expect(seen).toEqual(profiles);
    });
  });
}

function isTestedAlways(manifest: Manifest): boolean {
  return isLight(manifest) && manifest.install.kind !== 'apt' && manifest.install.kind !== 'user';
}

async function firstLook(tool: ReadyTool, profile: string): Promise<Known> {
  const [file] = sampleSet();
  if (!file) throw new RangeError('the sample is empty');
  const { outputs, log } = await runTrial(tool, [file], { profile });
  const [output] = outputs.values();
  if (!output) throw new Error(`no output; the tool said: ${log.slice(-400)}`);
  const { leaks, keeps } = lookAt(file.bytes, output);
  return { leaks, loses: (Object.keys(USEFUL) as Useful[]).filter((name) => !keeps.includes(name)) };
}
