import type { Cell, FoldedTool } from '@deidbench/core/model';
import { mergeFindings, type FindingGroup } from '../write/merge-findings.ts';
import { standardOf } from '../rank/weighted.ts';
import { modalityLookup } from './modalities.ts';
import type { Breakdown, BreakdownCell } from './types.ts';

interface Dimension {
  name: Breakdown['dimension'];
  ofCell?(cell: Cell): string;
  ofLeak?(group: FindingGroup, modalities: readonly string[]): readonly string[];
}

const DIMENSIONS: readonly Dimension[] = [
  { name: 'action', ofCell: (c) => c.action, ofLeak: (g) => [g.first.action ?? ''] },
  { name: 'standard', ofCell: (c) => standardOf(c.category), ofLeak: (g) => [standardOf(g.first.category)] },
  { name: 'category', ofCell: (c) => c.category, ofLeak: (g) => [g.first.category] },
  { name: 'modality', ofCell: (c) => c.modality, ofLeak: (_, modalities) => modalities },
  { name: 'vendor', ofCell: (c) => c.vendor || 'not named' },
  { name: 'identifier kind', ofLeak: (g) => [g.first.kind ?? ''] },
];

/** Figures of each tool by action, standard, category, modality, vendor and identifier kind. */
export function breakdownsOf(tools: readonly FoldedTool[]): Breakdown[] {
  const leaks = tools.map((tool) => mergeFindings(tool.findings.filter((finding) => finding.leak)));
  return DIMENSIONS.map((dimension) => breakdown(dimension, tools, leaks)).filter((b) => b.rows.length > 0);
}

function breakdown(dimension: Dimension, tools: readonly FoldedTool[], leaks: readonly FindingGroup[][]): Breakdown {
  const rows = new Map<string, BreakdownCell[]>();
  const at = (name: string, tool: number): BreakdownCell => {
    const row = rows.get(name) ?? tools.map(emptyCell);
    rows.set(name, row);
    return row[tool] as BreakdownCell;
  };
  tools.forEach((tool, i) => {
    if (dimension.ofCell) for (const cell of tool.cells) addCell(at(dimension.ofCell(cell), i), cell);
    const modalities = modalityLookup(tool);
    for (const group of dimension.ofLeak ? (leaks[i] ?? []) : [])
      for (const name of dimension.ofLeak?.(group, modalities(group)) ?? []) at(name, i)[group.severity] += 1;
  });
  const names = [...rows.keys()].filter((name) => name !== '').toSorted();
  return { dimension: dimension.name, rows: names, cells: names.map((name) => rows.get(name) ?? []) };
}

function emptyCell(): BreakdownCell {
  return { total: 0, passed: 0, failed: 0, retainable: 0, retained: 0, high: 0, medium: 0, low: 0 };
}

function addCell(into: BreakdownCell, cell: Cell): void {
  into.total += cell.total;
  into.passed += cell.passed;
  into.failed += cell.failed;
  if (cell.mustHold || (cell.action !== 'text_retained' && cell.action !== 'pixels_retained')) return;
  into.retainable += cell.total;
  into.retained += cell.passed + (cell.decodedEqual ?? 0);
}
