import { styleText } from 'node:util';
import { percent, plural } from '../format.ts';
import type { TerminalOptions } from '../terminal/ranking.ts';
import { printable } from '../visible.ts';
import type { Comparison, FigureChange, FindingChange, ToolComparison } from './types.ts';

/** Findings a tool that are named in the text; the JSON holds all. */
const MOST = 8;

/** A comparison as text for a terminal or a log. Ends with a line break. */
export function formatComparison(comparison: Comparison, { color }: Pick<TerminalOptions, 'color'>): string {
  const paint = (style: 'red' | 'green' | 'yellow' | 'bold', text: string): string =>
    color ? styleText(style, text, { validateStream: false }) : text;
  const lines = [`Compared on ${printable(comparison.dataset)}`];
  lines.push(...comparison.warnings.map((text) => paint('yellow', `  note: ${printable(text)}`)));
  for (const tool of comparison.tools) lines.push('', ...toolLines(tool, paint));
  if (comparison.onlyBase.length > 0) lines.push('', `Only in the base run: ${printable(comparison.onlyBase.join(', '))}`);
  if (comparison.onlyNext.length > 0) lines.push('', `Only in the new run: ${printable(comparison.onlyNext.join(', '))}`);
  const worse = comparison.tools.filter((tool) => tool.regressions.length > 0);
  const names = printable(worse.map((tool) => `${tool.tool}:${tool.profile}`).join(', '));
  if (worse.length > 0) lines.push('', paint('red', `Regression: ${names}`));
  else if (comparison.notHere.length > 0)
    lines.push('', paint('red', `No verdict on ${printable(comparison.notHere.join(', '))}: not installed where the new run ran.`));
  else if (comparison.regression)
    lines.push('', paint('red', 'No verdict: a control of the new run is wrong, so its figures cannot be trusted.'));
  else lines.push('', paint('green', 'No regression.'));
  return `${lines.join('\n')}\n`;
}

type Paint = (style: 'red' | 'green' | 'yellow' | 'bold', text: string) => string;

function toolLines(tool: ToolComparison, paint: Paint): string[] {
  const { version } = tool;
  const versions = version.base === version.next ? version.next : `${version.base} → ${version.next}`;
  const heading = paint('bold', printable(`${tool.tool}:${tool.profile} ${versions}`));
  if (isUnchanged(tool)) return [heading, `  nothing changed: tier ${tool.tier.next ?? '–'}, ${plural(tool.unchanged, 'finding')}`];
  const more = -tool.test.failures.difference;
  const gone = tool.gone.length > 0 ? `, ${tool.gone.length} gone with missing files` : '';
  const lines = [
    heading,
    `  tier ${tool.tier.base ?? '–'} → ${tool.tier.next ?? '–'}; findings: ${tool.added.length} new, ${tool.graver.length > 0 ? `${tool.graver.length} graver, ` : ''}${tool.fixed.length} fixed, ${tool.unchanged} unchanged${gone}`,
    ...tool.figures.map((figure) => `  ${figureLine(figure)}`),
    `  failed checks per 100,000: ${Math.round(Math.abs(more))} ${more >= 0 ? 'more' : 'fewer'} (p ${tool.test.failures.p.toFixed(3)})`,
  ];
  lines.push(...tool.regressions.map((reason) => paint('red', `  worse: ${reason}`)));
  lines.push(...findingLines('new', tool.added), ...findingLines('graver', tool.graver), ...findingLines('fixed', tool.fixed));
  return lines;
}

function isUnchanged({ added, graver, fixed, gone, figures, tier }: ToolComparison): boolean {
  return (
    added.length + graver.length + fixed.length + gone.length === 0 &&
    tier.base === tier.next &&
    figures.every(({ base, next }) => base === next)
  );
}

function figureLine({ name, base, next, difference, worse, better }: FigureChange): string {
  const range = difference ? ` (${signed(difference.low)} to ${signed(difference.high)})` : '';
  return `${name.padEnd(12)} ${percent(base)} → ${percent(next)}${range}${worse ? ', worse' : better ? ', better' : ''}`;
}

function signed(share: number): string {
  return `${share >= 0 ? '+' : ''}${(share * 100).toFixed(1)}`;
}

function findingLines(word: string, findings: readonly FindingChange[]): string[] {
  const leaks = findings.filter((finding) => finding.leak);
  const lines = leaks
    .slice(0, MOST)
    .map(
      (f) =>
        `  ${word} ${f.severity} leak ${f.id}: ${printable([f.kind, f.tagPath, f.tagName].filter((s) => s !== '').join(' '))}, patient ${printable(f.patient)}`,
    );
  return leaks.length > MOST ? [...lines, `  … and ${plural(leaks.length - MOST, `${word} leak`)} more`] : lines;
}
