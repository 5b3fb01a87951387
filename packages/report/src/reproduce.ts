import type { Results, ToolResult } from '@deidbench/core/model';

/** The commands that make this run again: the recorded one, or what the run is known to come from. */
export function reproduceRun(results: Results): string {
  const recorded = results.provenance['command'];
  if (typeof recorded === 'string' && recorded !== '') return recorded;
  const source = sourceOf(results);
  if (source?.preset === 'demo') return 'deidbench demo';
  const tools = results.tools.filter((tool) => !tool.control).map(nameOf);
  const run = `deidbench run --dataset ${quote(datasetPath(results))} --tools ${tools.join(',') || 'all'} --out RUN`;
  if (!source) return run;
  return `deidbench synth --preset ${quote(source.preset)} --seed ${source.seed} --difficulty ${quote(source.difficulty)} --out DATASET\n${run}`;
}

interface SynthSource {
  preset: string;
  seed: number;
  difficulty: string;
}

/** Where a generated dataset came from; undefined for an imported one. */
function sourceOf({ provenance }: Results): SynthSource | undefined {
  const source = provenance['source'];
  if (typeof source !== 'object' || source === null || !('preset' in source) || !('seed' in source)) return undefined;
  const difficulty = 'difficulty' in source ? String(source.difficulty) : 'normal';
  return { preset: String(source.preset), seed: Number(source.seed), difficulty };
}

/** The command that runs one tool of this run again. */
export function reproduceTool(results: Results, tool: ToolResult): string {
  return `deidbench run --dataset ${quote(datasetPath(results))} --tools ${nameOf(tool)} --out RUN`;
}

function nameOf(tool: ToolResult): string {
  return quote(tool.control ? tool.id : `${tool.id}:${tool.profile}`);
}

function datasetPath(results: Results): string {
  const path = results.provenance['dataset'];
  return typeof path === 'string' && path !== '' ? path : 'DATASET';
}

/** A word as a shell takes it, quoted where it must be. */
function quote(word: string): string {
  return /^[\w./:@%+,-]+$/u.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
