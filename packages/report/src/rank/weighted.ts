import type { Counts, ToolResult } from '@deidbench/core/model';

/** Standards that the key's categories begin with. */
const STANDARDS = ['HIPAA', 'DICOM', 'TCIA'] as const;
type Standard = (typeof STANDARDS)[number];

export type Weights = Record<Standard, number>;

/** Who asks for a check: `HIPAA`, `DICOM` or `TCIA`; empty for a category of none of them. */
export function standardOf(category: string): Standard | '' {
  return STANDARDS.find((standard) => category.toUpperCase().startsWith(standard)) ?? '';
}

/** The weighted order that the official script holds, switched off there: HIPAA 70, DICOM 20, TCIA 10. */
export const OFFICIAL_WEIGHTS: Weights = { HIPAA: 70, DICOM: 20, TCIA: 10 };

/** Weighted mean of the passed shares of the three standards, over those that have checks; null when none has. */
export function weightedScore(tool: Pick<ToolResult, 'categories'>, weights: Weights): number | null {
  let sum = 0;
  let weight = 0;
  for (const standard of STANDARDS) {
    const counts = countsOf(tool.categories, standard);
    if (counts.total === 0) continue;
    sum += weights[standard] * (counts.passed / counts.total);
    weight += weights[standard];
  }
  return weight === 0 ? null : sum / weight;
}

function countsOf(categories: Record<string, Counts>, standard: Standard): { total: number; passed: number } {
  const members = Object.entries(categories).filter(([name]) => standardOf(name) === standard);
  return { total: members.reduce((n, [, c]) => n + c.total, 0), passed: members.reduce((n, [, c]) => n + c.passed, 0) };
}
