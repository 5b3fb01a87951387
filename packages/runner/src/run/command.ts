import { toolCommand, toolFolders } from '@deidbench/core/manifest';
import type { Limits } from '@deidbench/core/model';
import type { Command, Sandbox } from '@deidbench/core/process';
import type { Invocation } from './invocation.ts';
import type { UnitTask } from './task.ts';
import { rawLog } from './tool-log.ts';

/** The tool's arguments and environment for one call; `input` and `output` are folders, or one file each for tools that take one. */
export function commandFor(task: UnitTask, invocation: Invocation, input: string, output: string): Command {
  return toolCommand(task.tool, task.profile, {
    input,
    output,
    work: invocation.work,
    seed: task.seed,
    limits: task.limits,
    ...(task.tool.manifest.control === 'oracle' && { reference: invocation.reference }),
  });
}

/** What the tool may see: its copies of the input, its own folders, its installation. */
export function sandboxFor(task: UnitTask, invocation: Invocation, limits: Limits): Sandbox {
  const { manifest } = task.tool;
  return {
    input: invocation.input,
    output: invocation.output,
    work: invocation.work,
    home: invocation.home,
    hide: task.hide,
    show: [...toolFolders(task.tool), ...(manifest.control === 'oracle' ? [invocation.reference] : [])],
    limits,
    addressSpaceLimit: manifest.addressSpaceLimit,
    network: manifest.capabilities.network ? 'loopback' : 'none',
    marker: task.marker,
    logFile: rawLog(task),
    ...(manifest.runtime !== 'process' &&
      manifest.image !== undefined && { container: { runtime: manifest.runtime, image: manifest.image } }),
  };
}
