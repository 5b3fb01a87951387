import type { Shell } from '../program.ts';
import { registerAdapters } from './adapters.ts';
import { registerDataset } from './dataset.ts';
import { registerPlan } from './plan.ts';
import { registerReport } from './report.ts';
import { registerRun } from './run.ts';

/** Every command hangs itself on the program. */
export function registerCommands(shell: Shell): void {
  for (const register of [registerDataset, registerRun, registerReport, registerAdapters, registerPlan]) register(shell);
}
