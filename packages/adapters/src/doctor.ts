import { defaultCache } from './cache.ts';
import { installedTool } from './install/index.ts';
import { obstacleTo } from './install/obstacle.ts';
import { NOT_INSTALLED } from './install/on-machine.ts';
import type { AdapterEntry } from './registry.ts';
import { sampleSet } from './sample/set.ts';
import { endOf, lastWords } from './ended.ts';
import { faultOf } from './trial/fault-of.ts';
import { runTrial, type Trial } from './trial/run-trial.ts';
import { whereToLook } from './where-to-look.ts';
import type { InstalledTool, ReadyTool } from '@deidbench/core/manifest';

type NotReady = Extract<InstalledTool, { ready: false }>;

/** How a tool stands on this machine. */
export interface Diagnosis {
  id: string;
  ready: boolean;
  /** True for what proves the benchmark and is no tool. */
  control: boolean;
  version: string | null;
  /** Why it is not ready; null when it is. */
  reason: string | null;
  /** What to do about it; null when it is ready. */
  remedy: string | null;
}

/** Whether a tool is installed and really works: it is run on one small generated file. Uses no network and installs nothing. */
export async function doctor(entry: AdapterEntry, cache: string = defaultCache()): Promise<Diagnosis> {
  const tool = await installedTool(entry.manifest, entry.folder, cache);
  const who = { id: entry.id, control: entry.manifest.control !== undefined };
  if (!tool.ready) return { ...who, ready: false, version: null, ...(await reasonFor(entry, tool)) };
  const reason = await complaint(tool);
  if (reason === undefined) return { ...who, ready: true, version: tool.version, reason: null, remedy: null };
  return { ...who, ready: false, version: tool.version, reason, remedy: remedyFor(entry) };
}

/** Why it is not here. What is merely not installed may lack what installing it needs, and then that is the thing to see to first. */
async function reasonFor({ manifest }: AdapterEntry, { reason, remedy }: NotReady): Promise<{ reason: string; remedy: string }> {
  const obstacle = reason === NOT_INSTALLED ? await obstacleTo(manifest.install) : undefined;
  return obstacle ? { reason: `${NOT_INSTALLED}: ${obstacle.message}`, remedy: obstacle.remedy } : { reason, remedy };
}

async function complaint(tool: ReadyTool): Promise<string | undefined> {
  try {
    return complaintOf(await runTrial(tool, sampleSet().slice(0, 1)));
  } catch (error) {
    // One that cannot even be called keeps nobody from hearing of the others.
    return `cannot be called: ${(error as Error).message}`;
  }
}

function complaintOf(trial: Trial): string | undefined {
  const [output] = trial.outputs.values();
  if (!output) return `made nothing of one small file: ${[endOf(trial.exec), ...lastWords(trial.log, 2)].join(' · ')}`;
  const fault = faultOf(output);
  return fault && `its output of one small file is not readable: ${fault.detail}`;
}

function remedyFor({ id, manifest, folder }: AdapterEntry): string {
  const { kind } = manifest.install;
  const again = kind === 'pip' || kind === 'npm' || kind === 'cargo' || kind === 'maven';
  const look = `Look at ${whereToLook(manifest, folder)}`;
  return again ? `${look}; or remove its folder below ${defaultCache()}/tools and run: deidbench adapters install ${id}` : `${look}.`;
}
