import type { AttemptFold, HeaderDiffs, Results } from '@deidbench/core/model';
import type { TierText } from '../rank/method.ts';

/** Everything that the page shows; made in Node, read in the browser. Tool numbers are places in `results.tools`. Its texts are inert already. */
export interface PageData {
  formatVersion: 1;
  showValues: boolean;
  results: Results;
  /** The tiers in words, best first. */
  tierText: TierText[];
  tools: PageTool[];
  breakdowns: Breakdown[];
  findings: FindingTable;
  diffs: HeaderDiffs;
}

export interface PageTool {
  homepage: string;
  licence: string;
  attempts: Omit<AttemptFold, 'log' | 'isolation'>[];
  /** Masked last lines of attempts that went wrong, a few only. */
  logs: { unit: string; lines: string[] }[];
}

/** Figures of all tools along one dimension: `cells[row][tool]`. */
export interface Breakdown {
  dimension: 'action' | 'standard' | 'category' | 'modality' | 'vendor' | 'identifier kind';
  rows: string[];
  cells: BreakdownCell[][];
}

export interface BreakdownCell {
  total: number;
  passed: number;
  failed: number;
  retainable: number;
  retained: number;
  /** Distinct (patient, identifier kind, place) with a leak, by severity. */
  high: number;
  medium: number;
  low: number;
}

/** Columns that hold a number into `strings`. */
export const TEXT_COLUMNS = [
  'patient',
  'tagPath',
  'tagName',
  'action',
  'kind',
  'place',
  'severity',
  'label',
  'category',
  'rules',
  'path',
  'expected',
  'actual',
  'explanation',
  'modality',
] as const;
export type TextColumn = (typeof TEXT_COLUMNS)[number];

/** Grouped findings by column: texts are kept once. */
export interface FindingTable {
  /** Groups of the run; more than are here when the page would grow too large. */
  total: number;
  strings: string[];
  ids: string[];
  tool: number[];
  instances: number[];
  leak: (0 | 1)[];
  columns: Record<TextColumn, number[]>;
  /** Crops before and after and the whole image by row, PNG in base64; none where values are masked. */
  evidence: Record<number, { before?: string; after?: string; image?: string }>;
}
