import type { Results, ToolResult } from '@deidbench/core/model';
import { displayOrder } from '../display-order.ts';
import { bytes, percent, rankText, speed } from '../format.ts';
import { LEAK_MEANS, trustSentence, verdictSentence } from '../sentences.ts';
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
  const missing = results.notInstalled.map(({ id, reason, remedy }) => `<li>${escapeHtml(`${id}: ${reason}; ${remedy}`)}</li>`);
  return [
    `<h1>${escapeHtml(verdictSentence(results))}</h1>`,
    `<p>${escapeHtml([trustSentence(results), ...results.controlNotes].join(' '))}</p>`,
    `<table><thead>${row(HEADS, 'th')}</thead><tbody>${rows.join('')}</tbody></table>`,
    `<p>${escapeHtml(LEAK_MEANS)}</p>`,
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
  return `<tr>${texts.map((text) => `<${element}>${escapeHtml(text)}</${element}>`).join('')}</tr>`;
}
