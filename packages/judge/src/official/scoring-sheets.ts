import { percent } from './percent.ts';
import { totalOf, type Scores, type Tally } from './scoring.ts';

export type Cell = string | number | null;

export interface Sheet {
  name: 'Scoring' | 'Actions' | 'Categories';
  rows: Cell[][];
}

const KINDS = [
  ['Blank', 'blank'],
  ['Fail', 'fail'],
  ['Pass', 'pass'],
] as const;

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The three sheets of a scoring workbook. A column of which no row exists is left out. */
export function scoringSheets({ all, actions, categories }: Scores): Sheet[] {
  const { header, counts } = columnsOf(all);
  const whole = totalOf(all);
  const scoring: Cell[][] = [
    ['Category', ...header, 'Score'],
    ['All', ...counts(all), whole === 0 ? '' : percent(all.pass, whole)],
  ];
  return [
    { name: 'Scoring', rows: scoring },
    { name: 'Actions', rows: grouped(['action'], new Map([...actions].map(([action, tally]) => [`<${action}>`, tally]))) },
    { name: 'Categories', rows: grouped(['category', 'subcategory'], categories) },
  ];
}

/** A numbered table of groups, sorted by name, with their sum as the last row. Names of several parts are joined by tabs. */
function grouped(titles: string[], groups: ReadonlyMap<string, Tally>): Cell[][] {
  const rows = [...groups].toSorted(([a], [b]) => byText(a, b));
  const total = sum([...groups.values()]);
  const { header, counts } = columnsOf(total);
  return [
    [null, ...titles, ...header],
    ...rows.map(([name, tally], i) => [i, ...name.split('\t').map((part) => part || null), ...counts(tally)]),
    ['Total', ...titles.map(() => null), ...counts(total)],
  ];
}

function columnsOf(all: Tally): { header: string[]; counts: (tally: Tally) => number[] } {
  const kinds = KINDS.filter(([, kind]) => all[kind] > 0);
  return {
    header: [...kinds.map(([name]) => name), 'Total'],
    counts: (tally) => [...kinds.map(([, kind]) => tally[kind]), totalOf(tally)],
  };
}

const sum = (tallies: Tally[]): Tally => ({
  blank: tallies.reduce((n, tally) => n + tally.blank, 0),
  fail: tallies.reduce((n, tally) => n + tally.fail, 0),
  pass: tallies.reduce((n, tally) => n + tally.pass, 0),
});
