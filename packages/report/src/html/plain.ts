import type { Results, ToolResult } from '@deidbench/core/model';
import { displayOrder } from '../display-order.ts';
import { bytes, percent, rankText, speed } from '../format.ts';
import { describeTiers } from '../rank/method.ts';
import { LEAK_MEANS, TIER_D_ORDER, trustSentence, verdictSentence } from '../sentences.ts';
import { visible } from '../visible.ts';
import { escapeHtml } from './escape.ts';

const HEADS = [
  'Rank',
  'Tool',
  'Profile',
  'Tier',
  'High leaks',
  'Medium',
  'Low',
  'Kept',
  'Conformance',
  'Delivered',
  'Files/s',
  'Peak memory',
];

/** Verdict and ranking as plain HTML without any script: what a reader sees where scripts are off. */
export function plainRanking(results: Results): string {
  const ranks = results.tools.map((tool) => tool.rank);
  const rows = displayOrder(results.tools).map((tool) => row(cells(tool, rankText(tool.rank, ranks)), 'td'));
  const missing = results.notInstalled.map(({ id, reason, remedy }) => `<li>${text(`${id}: ${reason}; ${remedy}`)}</li>`);
  const tiers = describeTiers(results.method).map(({ tier, means, bounds }) => `<li>${text(`${tier}: ${means}: ${bounds}`)}</li>`);
  return [
    `<h1>${text(verdictSentence(results))}</h1>`,
    `<p>${text([trustSentence(results), ...results.controlNotes].join(' '))}</p>`,
    `<p>${text(LEAK_MEANS)}</p>`,
    `<ul>${tiers.join('')}</ul>`,
    results.tools.some((tool) => tool.rank && tool.tier === 'D') ? `<p>${text(TIER_D_ORDER)}.</p>` : '',
    `<table><thead>${row(HEADS, 'th')}</thead><tbody>${rows.join('')}</tbody></table>`,
    missing.length > 0 ? `<p>Not here, so not ranked:</p><ul>${missing.join('')}</ul>` : '',
  ].join('\n');
}

function cells(tool: ToolResult, rank: string): string[] {
  return [
    rank,
    tool.id,
    tool.control ? 'control' : tool.profile,
    tool.tier ?? '–',
    ...[tool.leaks.high, tool.leaks.medium, tool.leaks.low].map(String),
    percent(tool.retention),
    percent(tool.conformance),
    `${tool.instances.paired}/${tool.instances.expected}`,
    speed(tool.speed.instancesPerSecond),
    bytes(tool.memory.peakBytes),
  ];
}

function row(texts: readonly string[], element: 'td' | 'th'): string {
  return `<tr>${texts.map((cell) => `<${element}>${text(cell)}</${element}>`).join('')}</tr>`;
}

function text(words: string): string {
  return escapeHtml(visible(words));
}
