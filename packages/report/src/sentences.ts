import type { OrderReason, RankingMethod, Results, ToolResult } from '@deidbench/core/model';
import { integer, percent, plural } from './format.ts';
import { leastCoverage, share, TIER_MEANS } from './rank/method.ts';

/** What a leak is, in plain words. */
export const LEAK_MEANS = 'A leak is one identifier of one patient readable at one place of the output.';

/** The four tiers in one sentence, for who has no room for their bounds. */
export const TIERS_MEAN = `Tiers: ${Object.entries(TIER_MEANS)
  .map(([tier, means]) => `${tier} ${means}`)
  .join(', ')}.`;

/** What the order inside tier D says, and what it does not. */
export const TIER_D_ORDER = 'Tier D, not fit for release: in the order of what is kept, not of who leaks least';

/** One or two sentences on who came out best, and how sure that is. */
export function verdictSentence(results: Results): string {
  const ranked = results.tools.filter((tool) => tool.rank);
  const best = ranked.filter((tool) => tool.rank?.value === 1);
  const [first] = best;
  if (!first) return 'No tool could be ranked.';
  if (first.tier === 'D') return noneFitSentence(ranked, results.method);
  const names = listWords(best.map((tool) => nameOf(tool, ranked)));
  const tools = plural(new Set(ranked.map((tool) => tool.id)).size, 'tool');
  if (best.length > 1) return `${names} share the first place of ${tools}: ${tierWords(first)}.`;
  const lead = ranked.length === 1 ? `${names} is the only tool of this run` : `${names} comes first of ${tools}`;
  return `${lead}: ${outcomeSentence(first)}.`;
}

/** When all are in tier D the first place means little: what matters is who leaks least and who keeps most. */
function noneFitSentence(ranked: readonly ToolResult[], method: RankingMethod): string {
  const [only] = ranked;
  if (only && ranked.length === 1)
    return `${nameOf(only, ranked)}, the only tool of this run, is not fit for release (tier D): ${deliveredWords(only)}.`;
  const lead = `None of ${plural(new Set(ranked.map((tool) => tool.id)).size, 'tool')} is fit for release: all are in tier D.`;
  const judged = ranked.filter((tool) => tool.instances.paired > 0);
  if (judged.length === 0) return `${lead} None delivered a file.`;
  const whole = judged.filter((tool) => deliversEnough(tool, method));
  const least = (whole.length > 0 ? whole : judged).toSorted(fewerLeaks)[0] as ToolResult;
  const most = judged.toSorted((a, b) => (b.retention ?? 0) - (a.retention ?? 0))[0] as ToolResult;
  const part = (tool: ToolResult, what: string): string => `${nameOf(tool, ranked)} ${what} (${deliveredWords(tool)})`;
  const isOutdone = whole.length > 0 && ranked.some((tool) => !whole.includes(tool) && fewerLeaks(tool, least) < 0);
  const leaksLeast = isOutdone ? `leaks least of those that deliver at least ${share(leastCoverage(method))} of the files` : 'leaks least';
  return least === most
    ? `${lead} ${part(least, isOutdone ? `keeps most and ${leaksLeast}` : 'leaks least and keeps most')}.`
    : `${lead} ${part(least, leaksLeast)}; ${part(most, 'keeps most')}.`;
}

/** Whether so much came out that its leaks can be held against those of others: what is missing cannot leak. */
export function deliversEnough(tool: Pick<ToolResult, 'coverage'>, method: RankingMethod): boolean {
  return tool.coverage >= leastCoverage(method);
}

/** High leaks first, then medium, then low: negative when a has fewer. */
export function fewerLeaks(a: ToolResult, b: ToolResult): number {
  return a.leaks.high - b.leaks.high || a.leaks.medium - b.leaks.medium || a.leaks.low - b.leaks.low;
}

function outcomeSentence(tool: ToolResult): string {
  return [tierWords(tool), leakWords(tool), ...keptWords(tool, ' of what research needs')].join(', ');
}

/** `tier A (fit for release)`. */
function tierWords({ tier }: ToolResult): string {
  return tier === null ? 'no tier' : `tier ${tier} (${TIER_MEANS[tier]})`;
}

/** `73.7 % kept`; nothing where no key asked what was kept. */
function keptWords({ retention }: Pick<ToolResult, 'retention'>, what = ''): string[] {
  return retention === null ? [] : [`${percent(retention)}${what} kept`];
}

/** `11 high and 3 medium leaks, 73.7 % kept`; a tool that delivered little says so. */
function deliveredWords(tool: ToolResult): string {
  const { paired, expected } = tool.instances;
  if (paired === 0) return 'it delivered no file';
  const delivered = paired < expected ? `, ${integer(paired)} of ${integer(expected)} files delivered` : '';
  return `${[leakWords(tool), ...keptWords(tool)].join(', ')}${delivered}`;
}

function leakWords({ leaks }: ToolResult): string {
  const counts = (['high', 'medium', 'low'] as const)
    .filter((severity) => leaks[severity] > 0)
    .map((severity) => `${integer(leaks[severity])} ${severity}`);
  const total = leaks.high + leaks.medium + leaks.low;
  return total === 0 ? 'no leak' : `${listWords(counts)} ${total === 1 ? 'leak' : 'leaks'}`;
}

const REASONS: Record<OrderReason, string> = {
  tier: 'tier',
  retention: 'what is kept',
  conformance: 'conformance',
  'leak rate': 'the share of patients with a leak',
  speed: 'speed',
};

/** Why a row stands where it does though the one below it keeps more; null where the order needs no word. */
export function orderSentence(results: Results): string | null {
  const ranked = results.tools.filter((tool) => tool.rank);
  const odd = ranked.flatMap((tool, i) => {
    const above = ranked[i - 1];
    const surprises = above && above.tier === tool.tier && (tool.retention ?? 0) > (above.retention ?? 0);
    return surprises && tool.decidedBy ? [{ above, tool, reason: REASONS[tool.decidedBy] }] : [];
  });
  const [first] = odd;
  if (!first) return null;
  const names = `${nameOf(first.above, ranked)} stands before ${nameOf(first.tool, ranked)}`;
  const more = odd.length > 1 ? ` So it is with ${plural(odd.length - 1, 'other row')}.` : '';
  return `${names} by ${first.reason}: what they keep differs no more than patients do.${more}`;
}

/** Whether the figures can be trusted, and why not. */
export function trustSentence(results: Results): string {
  if (results.controls === 'ok') return 'Controls are right, so these figures can be trusted.';
  if (results.controls === 'no oracle') return 'No oracle ran, so nothing proves that a perfect tool would score 100 %.';
  return 'A control is wrong: these figures cannot be trusted.';
}

/** How many of the tools that delivered something leave text burned into pixels, or null where that was not checked. */
export function pixelSentence(results: Results): string | null {
  const tools = results.tools.filter((tool) => tool.rank && tool.instances.paired > 0 && (tool.actions.pixels_hidden?.total ?? 0) > 0);
  if (tools.length === 0) return null;
  const leaving = tools.filter((tool) => (tool.actions.pixels_hidden?.failed ?? 0) > 0).length;
  const among = rowsAreTools(tools) ? plural(tools.length, 'tool') : `${tools.length} rows`;
  return `${leaving} of ${among} ${leaving === 1 ? 'leaves' : 'leave'} burned-in identifiers.`;
}

/** `7 tools`, or `7 tools (9 rows: default and tuned)` where a tool has several profiles in the run. */
export function toolCount(rows: readonly ToolResult[]): string {
  const tools = plural(new Set(rows.map((tool) => tool.id)).size, 'tool');
  if (rowsAreTools(rows)) return tools;
  return `${tools} (${rows.length} rows: ${listWords([...new Set(rows.map((tool) => tool.profile))].toSorted())})`;
}

function rowsAreTools(rows: readonly ToolResult[]): boolean {
  return new Set(rows.map((tool) => tool.id)).size === rows.length;
}

/** `dicognito`, or `dicognito (tuned)` where the run holds several profiles of it. */
export function nameOf(tool: ToolResult, among: readonly ToolResult[]): string {
  return among.filter((other) => other.id === tool.id).length > 1 ? `${tool.id} (${tool.profile})` : tool.id;
}

export function listWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
