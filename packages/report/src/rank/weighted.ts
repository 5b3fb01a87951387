import type { Counts, ToolResult } from '@deidbench/core/model';

/** Families of the key's categories and their weights. */
export interface Weights {
  HIPAA: number;
  DICOM: number;
  TCIA: number;
}

/** The weighted order that the official script holds, switched off there: HIPAA 70, DICOM 20, TCIA 10. */
export const OFFICIAL_WEIGHTS: Weights = { HIPAA: 70, DICOM: 20, TCIA: 10 };

/** Weighted mean of the passed shares of the three families, over those that have checks; null when none has. */
export function weightedScore(tool: Pick<ToolResult, 'categories'>, weights: Weights): number | null {
  let sum = 0;
  let weight = 0;
  for (const family of ['HIPAA', 'DICOM', 'TCIA'] as const) {
    const counts = familyCounts(tool.categories, family);
    if (counts.total === 0) continue;
    sum += weights[family] * (counts.passed / counts.total);
    weight += weights[family];
  }
  return weight === 0 ? null : sum / weight;
}

function familyCounts(categories: Record<string, Counts>, family: string): { total: number; passed: number } {
  const members = Object.entries(categories).filter(([name]) => name.toUpperCase().startsWith(family));
  return { total: members.reduce((n, [, c]) => n + c.total, 0), passed: members.reduce((n, [, c]) => n + c.passed, 0) };
}
