import type { Results, ToolResult } from '@deidbench/core/model';
import { displayOrder } from '../src/display-order.ts';
import { weightedScore, type Weights } from '../src/rank/weighted.ts';
import { deliversEnough, fewerLeaks } from '../src/sentences.ts';
import { kendallTau } from '../src/stats/kendall.ts';

/** Orders that can be chosen beside the ranking by tiers, each with the figure that it goes by: larger is better. */
export const ORDERS = {
  tiers: { title: 'tiers (deidbench)', figure: null },
  leaks: { title: 'fewest leaks', figure: null },
  official: { title: 'official score', figure: 'Official score' },
  weighted: { title: 'HIPAA 70, DICOM 20, TCIA 10', figure: 'Weighted score' },
  own: { title: 'own weights', figure: 'Weighted score' },
} as const;
export type OrderName = keyof typeof ORDERS;

/** Another order of the same rows: its own figure for each tool, ranks with ties, and how far it agrees with the ranking by tiers. */
export interface Order {
  rows: { tool: ToolResult; rank: number | null; figure: number | null }[];
  tau: number | null;
}

/** Orders all rows by the order chosen; by tiers the rows keep their ranking. By leaks, who delivers too little stands behind the others: what is missing cannot leak. */
export function orderRows(results: Results, name: OrderName, weights: Weights): Order {
  if (name === 'tiers')
    return { rows: displayOrder(results.tools).map((tool) => ({ tool, rank: tool.rank?.value ?? null, figure: null })), tau: null };
  const score = (tool: ToolResult): number | null =>
    name === 'official' ? tool.score : name === 'leaks' ? null : weightedScore(tool, weights);
  const whole = (tool: ToolResult): number => Number(deliversEnough(tool, results.method));
  const compare = (a: ToolResult, b: ToolResult): number =>
    name === 'leaks' ? whole(b) - whole(a) || fewerLeaks(a, b) : (score(b) ?? -1) - (score(a) ?? -1);
  const sorted = displayOrder(results.tools).toSorted(compare);
  const ranked = sorted.filter((tool) => tool.rank);
  const rows = sorted.map((tool) => ({
    tool,
    figure: score(tool),
    rank: tool.rank ? ranked.findIndex((other) => compare(other, tool) === 0) + 1 : null,
  }));
  return { rows, tau: agreement(rows) };
}

function agreement(rows: readonly { tool: ToolResult; rank: number | null }[]): number | null {
  const both = rows.filter(({ rank }) => rank !== null);
  const tau = kendallTau(
    both.map(({ tool }) => tool.rank?.value ?? 0),
    both.map(({ rank }) => rank ?? 0),
  );
  return Number.isNaN(tau) ? null : tau;
}
