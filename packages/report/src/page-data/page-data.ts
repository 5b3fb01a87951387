import type { Fold, FoldedTool, HeaderDiffs, Results } from '@deidbench/core/model';
import { describeTiers } from '../rank/method.ts';
import { breakdownsOf } from './breakdowns.ts';
import { findingTable } from './finding-table.ts';
import { inertTexts } from './inert-texts.ts';
import type { PageData, PageTool } from './types.ts';

const MOST_LOGS = 3;
const LONGEST_LOG = 6000;

/** Gathers what the page shows of a run; tools stand in the order of `results.tools`. */
export function pageData(fold: Fold, results: Results, showValues: boolean, diffs: HeaderDiffs = { shown: [], left: 0 }): PageData {
  const byKey = new Map(fold.tools.map((tool) => [`${tool.id}:${tool.profile}`, tool]));
  const tools = results.tools.flatMap((tool) => byKey.get(`${tool.id}:${tool.profile}`) ?? []);
  const { evidence, ...findings } = findingTable(tools, showValues);
  const data = inertTexts({
    formatVersion: 1 as const,
    showValues,
    results,
    tierText: describeTiers(results.method),
    tools: tools.map(pageTool),
    breakdowns: breakdownsOf(tools),
    findings,
    diffs,
  });
  // Pictures are no text.
  return { ...data, findings: { ...data.findings, evidence } };
}

function pageTool(tool: FoldedTool): PageTool {
  return {
    homepage: tool.homepage,
    licence: tool.licence,
    attempts: tool.attempts.map(({ log: _log, isolation: _isolation, ...attempt }) => attempt),
    logs: tool.attempts
      .filter((attempt) => attempt.log !== '' && (attempt.end !== 'exited' || attempt.exitCode !== 0))
      .slice(0, MOST_LOGS)
      .map(({ unit, log }) => ({ unit, lines: log.slice(-LONGEST_LOG).split('\n') })),
  };
}
