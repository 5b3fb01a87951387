import type { ToolResult } from '@deidbench/core/model';

/** Rows as people read them: controls of the good end first, then the ranking, then the controls of the bad end and what has no rank. A control that could not run marks no end of a scale; the notes on controls say so. */
export function displayOrder(tools: readonly ToolResult[]): ToolResult[] {
  const goodEnd = (tool: ToolResult): boolean => tool.control && (tool.tier === 'A' || tool.tier === 'B');
  const place = (tool: ToolResult): number => (tool.rank ? 1 : goodEnd(tool) ? 0 : tool.control ? 2 : 3);
  return tools.filter((tool) => !(tool.control && tool.tier === null)).toSorted((a, b) => place(a) - place(b));
}
