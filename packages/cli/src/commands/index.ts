import type { Shell } from '../shell.ts';
import { registerAdapters } from './adapters.ts';
import { registerCompare } from './compare.ts';
import { registerDataset } from './dataset.ts';
import { registerDemo } from './demo.ts';
import { registerExplain } from './explain.ts';
import { registerImportPixels } from './import-pixels.ts';
import { registerMerge } from './merge.ts';
import { registerPlan } from './plan.ts';
import { registerReport } from './report.ts';
import { registerRun } from './run.ts';
import { registerScan } from './scan.ts';
import { registerScore } from './score.ts';
import { registerSynth } from './synth.ts';

/** Commands in the order of the help text. */
const COMMANDS = [
  registerDemo,
  registerSynth,
  registerDataset,
  registerRun,
  registerScore,
  registerImportPixels,
  registerScan,
  registerMerge,
  registerReport,
  registerCompare,
  registerExplain,
  registerAdapters,
  registerPlan,
];

/** Every command hangs itself on the program. */
export function registerCommands(shell: Shell): void {
  for (const register of COMMANDS) register(shell);
}
