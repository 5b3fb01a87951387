import { ManifestError } from '@deidbench/core/manifest';
import { installAdapter, type InstallOptions } from '../install/index.ts';
import { resolveAdapter, type AdapterEntry, type LookIn } from '../registry.ts';
import { sampleSet } from '../sample/set.ts';
import { runTrial } from '../trial/run-trial.ts';
import type { ReadyTool } from '@deidbench/core/manifest';
import { networkPoint, point, profilePoints, strangerPoint, twicePoint, type ContractPoint } from './points.ts';

export interface ContractReport {
  id: string;
  ok: boolean;
  points: ContractPoint[];
}

export interface TestOptions extends InstallOptions, LookIn {
  /** Called with each point as soon as it is known. */
  onPoint?: (point: ContractPoint) => void;
}

/**
 * Goes through the adapter contract point by point, with the real tool on six small generated files. Installs the tool if it is not there.
 * @throws AdapterError NO_SUCH_TOOL, ManifestError NOT_FOUND: where there is no manifest, there is no contract to test.
 */
export async function testAdapter(idOrPath: string, options: TestOptions = {}): Promise<ContractReport> {
  const points: ContractPoint[] = [];
  const add = (...some: ContractPoint[]) => {
    for (const one of some) {
      points.push(one);
      options.onPoint?.(one);
    }
  };
  const report = (id: string): ContractReport => ({ id, ok: points.every(({ ok }) => ok), points });
  const entry = await found(idOrPath, options);
  if ('problem' in entry) {
    add(point('the manifest is valid', false, entry.problem));
    return report(idOrPath);
  }
  add(point('the manifest is valid', true, `${entry.id}, profiles ${Object.keys(entry.manifest.profiles).join(', ')}`));
  const tool = await installAdapter(entry.manifest, entry.folder, options);
  if (!tool.ready) {
    add(point('it installs and tells its version', false, `${tool.reason} ${tool.remedy}`));
    return report(entry.id);
  }
  add(point('it installs and tells its version', tool.version !== '', tool.version));
  await callPoints(tool, add);
  return report(entry.id);
}

/** The points that take calls of the tool: each profile once, the first one a second time and once with a stranger among the files. */
async function callPoints(tool: ReadyTool, add: (...points: ContractPoint[]) => void): Promise<void> {
  const files = sampleSet();
  const [firstProfile = 'default', ...others] = Object.keys(tool.manifest.profiles);
  const first = await runTrial(tool, files, { profile: firstProfile });
  add(...profilePoints(firstProfile, first, files, tool));
  for (const profile of others) add(...profilePoints(profile, await runTrial(tool, files, { profile }), files, tool));
  add(await twicePoint(tool, first, files, firstProfile), await strangerPoint(tool, files, firstProfile), networkPoint(first));
}

async function found(idOrPath: string, look: LookIn): Promise<AdapterEntry | { problem: string }> {
  try {
    return await resolveAdapter(idOrPath, look);
  } catch (error) {
    if (error instanceof ManifestError && error.code !== 'NOT_FOUND') return { problem: error.message };
    throw error;
  }
}
