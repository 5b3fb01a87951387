import type { Results, ToolResult } from '@deidbench/core/model';
import { nameOf } from '../src/sentences.ts';

/** Names of all tools by their number, short where no second profile asks for more. */
export function toolNames(results: Results): string[] {
  return results.tools.map((tool) => nameOf(tool, results.tools));
}

/** The class that colours by tier. */
export function tierClass(tool: ToolResult): string {
  return tool.tier ? `tier tier-${tool.tier.toLowerCase()}` : 'tier';
}

/** The colour of a tool in figures, as a CSS variable. */
export function tierColor(tool: ToolResult): string {
  return tool.control || !tool.tier ? 'var(--muted)' : `var(--tier-${tool.tier.toLowerCase()})`;
}
