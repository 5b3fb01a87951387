import { styleText } from 'node:util';
import type { Results, ToolResult } from '@deidbench/core/model';
import { displayOrder } from '../display-order.ts';
import { bytes, percent, plural, rankText, speed } from '../format.ts';
import {
  LEAK_MEANS,
  orderSentence,
  pixelSentence,
  TIER_D_ORDER,
  TIERS_MEAN,
  toolCount,
  trustSentence,
  verdictSentence,
} from '../sentences.ts';
import { layOut, wrap, type Column } from './layout.ts';
import { printable } from '../visible.ts';

export interface TerminalOptions {
  /** Width of the terminal; columns of less weight go first. */
  columns: number;
  color: boolean;
}

/** The ranking as a table for a terminal, with what a leak is, whether the controls hold, and what was not run. Ends with a line break. */
export function formatRanking(results: Results, { columns, color }: TerminalOptions): string {
  const paint = (style: Parameters<typeof styleText>[0], text: string): string =>
    color ? styleText(style, text, { validateStream: false }) : text;
  const lines = [...wrap(printable(headline(results)), columns), '', ...table(results, columns, paint), ''];
  lines.push(...wrap(printable(verdictSentence(results)), columns).map((line) => paint('bold', line)));
  const words = [orderSentence(results), LEAK_MEANS, TIERS_MEAN, pixelSentence(results)].filter((s) => s !== null).join(' ');
  lines.push(...wrap(printable(words), columns));
  lines.push(paint(results.controls === 'ok' ? 'green' : results.controls === 'wrong' ? 'red' : 'yellow', trustSentence(results)));
  lines.push(...results.controlNotes.map((note) => `  ${printable(note)}`));
  if (results.notInstalled.length > 0) lines.push('', 'Not here, so not ranked:');
  for (const { id, reason, remedy } of results.notInstalled) lines.push(`  ${printable(id)}: ${printable(reason)}; ${printable(remedy)}`);
  const notRun = results.tools.filter(({ tier, control }) => tier === null && !control);
  if (notRun.length > 0) lines.push('', 'Could not be run, so not ranked:', ...notRun.map((tool) => `  ${printable(whyNotRun(tool))}`));
  if (results.notJudged.length > 0) lines.push('', 'Not judged:', ...results.notJudged.map((text) => `  ${printable(text)}`));
  return `${lines.join('\n')}\n`;
}

function whyNotRun({ id, profile, notes }: ToolResult): string {
  const why = notes.filter((note) => /^not-(?:installed|supported): /u.test(note));
  return [`${id} (${profile})`, ...why].join(': ');
}

function headline({ dataset, method, tools }: Results): string {
  const means =
    dataset.patients >= method.minimumPatients
      ? `intervals from ${method.resamples.toLocaleString('en-US')} resamples; = means a tie`
      : 'too few for intervals: tools of one tier are tied';
  return `Ranking of ${toolCount(tools.filter((tool) => tool.rank))}, ${plural(dataset.patients, 'patient')}; ${means}`;
}

/** The rows, and a line above those of tier D: there the first place is no praise. */
function table(results: Results, columns: number, paint: Paint): string[] {
  const rows = displayOrder(results.tools);
  const lines = layOut(rows, columnsOf(results, paint), columns);
  const firstD = rows.findIndex((tool) => tool.rank && tool.tier === 'D');
  const note = wrap(`${TIER_D_ORDER}:`, columns - 2).map((line) => paint('red', `  ${line}`));
  return firstD === -1 ? lines : lines.toSpliced(1 + firstD, 0, ...note);
}

type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

function columnsOf(results: Results, paint: Paint): Column<ToolResult>[] {
  const ranks = results.tools.map((tool) => tool.rank);
  const tierStyle = { A: 'green', B: 'cyan', C: 'yellow', D: 'red' } as const;
  return [
    { title: '#', weight: 10, align: 'left', cell: (t) => rankText(t.rank, ranks) },
    { title: 'tool', weight: 10, align: 'left', cell: (t) => printable(t.id) },
    { title: 'profile', weight: 5, align: 'left', cell: (t) => (t.control ? 'control' : printable(t.profile)) },
    { title: 'tier', weight: 9, align: 'left', cell: (t) => t.tier ?? '–', style: (t, s) => (t.tier ? paint(tierStyle[t.tier], s) : s) },
    {
      title: 'leaks high/med/low',
      weight: 8,
      align: 'right',
      cell: (t) => [t.leaks.high, t.leaks.medium, t.leaks.low].map((n) => String(n).padStart(3)).join(' / '),
      style: (t, s) => (t.leaks.high > 0 ? paint('red', s) : s),
    },
    { title: 'kept', weight: 7, align: 'right', cell: (t) => percent(t.retention) },
    { title: 'conform', weight: 4, align: 'right', cell: (t) => percent(t.conformance) },
    { title: 'delivered', weight: 3, align: 'right', cell: (t) => `${t.instances.paired}/${t.instances.expected}` },
    { title: 'files/s', weight: 2, align: 'right', cell: (t) => (t.control ? '–' : speed(t.speed.instancesPerSecond)) },
    { title: 'peak', weight: 1, align: 'right', cell: (t) => (t.control ? '–' : bytes(t.memory.peakBytes)) },
    { title: 'official', weight: 0, align: 'right', cell: (t) => percent(t.score, 2) },
  ];
}
