import type { Results, ToolResult } from '@deidbench/core/model';

/** The command that makes this run again: the recorded one, or one made of what the run is known to be. */
export function reproduceRun(results: Results): string {
  const recorded = results.provenance['command'];
  if (typeof recorded === 'string' && recorded !== '') return recorded;
  const tools = results.tools.filter((tool) => !tool.control).map(nameOf);
  return `deidbench run --dataset ${quote(datasetPath(results))} --tools ${tools.join(',') || 'all'} --out RUN`;
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
