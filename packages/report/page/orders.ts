import type { Results, ToolResult } from '@deidbench/core/model';
import { displayOrder } from '../src/display-order.ts';
import { weightedScore, type Weights } from '../src/rank/weighted.ts';
import { kendallTau } from '../src/stats/kendall.ts';

export type OrderName = 'tiers' | 'official' | 'weighted' | 'own';

/** Another order of the same rows: its own figure for each tool, ranks with ties, and how far it agrees with the ranking by tiers. */
export interface Order {
  rows: { tool: ToolResult; rank: number | null; figure: number | null }[];
  tau: number | null;
}

/** Orders all rows by the official score or a weighted one; by tiers the rows keep their ranking. */
export function orderRows(results: Results, name: OrderName, weights: Weights): Order {
  if (name === 'tiers')
    return { rows: displayOrder(results.tools).map((tool) => ({ tool, rank: tool.rank?.value ?? null, figure: null })), tau: null };
  const figure = (tool: ToolResult): number | null => (name === 'official' ? tool.score : weightedScore(tool, weights));
  const rows = results.tools.map((tool) => ({ tool, figure: figure(tool) })).toSorted((a, b) => (b.figure ?? -1) - (a.figure ?? -1));
  const ranked = rows.filter(({ tool }) => tool.rank).map((row) => row.figure ?? -1);
  const withRanks = rows.map(({ tool, figure: f }) => ({
    tool,
    figure: f,
    rank: tool.rank ? ranked.findIndex((other) => other === (f ?? -1)) + 1 : null,
  }));
  return { rows: withRanks, tau: agreement(withRanks) };
}

function agreement(rows: readonly { tool: ToolResult; rank: number | null }[]): number | null {
  const both = rows.filter(({ rank }) => rank !== null);
  const tau = kendallTau(
    both.map(({ tool }) => tool.rank?.value ?? 0),
    both.map(({ rank }) => rank ?? 0),
  );
  return Number.isNaN(tau) ? null : tau;
}
