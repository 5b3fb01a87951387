import type { FoldedTool, Results, ToolResult } from '@deidbench/core/model';

/** Whether the figures of a run can be trusted, with every reason why not. */
export interface ControlCheck {
  controls: Results['controls'];
  controlNotes: string[];
}

/** Share of the removal checks that `identity` must fail: some of a key's rows pass by the official rules even when nothing was changed. */
const IDENTITY_FAILS = 0.95;

type Row = { tool: FoldedTool; result: ToolResult };

/** Checks the built-in controls: `oracle` must score 100 % with no leak, `identity` must leak everything, `scorched` must retain nothing. */
export function checkControls(rows: readonly Row[]): ControlCheck {
  const find = (kind: FoldedTool['control']): Row | undefined => rows.find(({ tool }) => tool.control === kind);
  const wrong = [...identityProblems(find('identity')), ...scorchedProblems(find('scorched'))];
  const notes: string[] = [];
  for (const kind of ['identity', 'scorched'] as const)
    if (!find(kind)) notes.push(`${kind} did not run: that end of the scale is not proven`);

  const oracle = find('oracle');
  const unsupported = !oracle || isUnsupported(oracle.result);
  if (unsupported)
    notes.push(
      find('human-curation')
        ? 'no oracle: nothing proves an imported reference right, so it is judged as the row human-curation'
        : 'no oracle: the dataset has no curated reference, or the oracle did not run',
    );
  else wrong.push(...oracleProblems(oracle));
  if (wrong.length > 0) return { controls: 'wrong', controlNotes: [...wrong, ...notes] };
  if (!unsupported && oracle.result.checks.blank > 0)
    notes.push(`${oracle.result.checks.blank} checks are blank for every tool: the official rules cannot decide them`);
  return { controls: unsupported ? 'no oracle' : 'ok', controlNotes: notes };
}

function isUnsupported(result: ToolResult): boolean {
  return (result.outcome['not-supported'] ?? 0) + (result.outcome['not-installed'] ?? 0) >= result.instances.expected;
}

function oracleProblems({ result }: Row): string[] {
  const problems: string[] = [];
  if (result.checks.failed > 0) problems.push(`oracle failed ${result.checks.failed} of ${result.checks.total} checks; it must fail none`);
  if (leakTotal(result) > 0) problems.push(`oracle leaks ${leakTotal(result)} identifiers; it must leak none`);
  return [...problems, ...missingFrom('oracle', result)];
}

/** A control that did not deliver everything proves nothing: what is missing can neither leak nor be retained. */
function missingFrom(name: string, { coverage, instances }: ToolResult): string[] {
  return coverage < 1 ? [`${name} delivered ${instances.paired} of ${instances.expected} instances`] : [];
}

function identityProblems(row: Row | undefined): string[] {
  if (!row) return [];
  const { result } = row;
  const removal = [result.actions.text_removed, result.actions.date_shifted, result.actions.uid_changed].filter((c) => c !== undefined);
  const total = removal.reduce((sum, c) => sum + c.total, 0);
  const failed = removal.reduce((sum, c) => sum + c.failed, 0);
  const problems: string[] = [];
  if (total > 0 && failed / total < IDENTITY_FAILS)
    problems.push(`identity failed only ${failed} of ${total} removal checks although it removes nothing`);
  if (leakTotal(result) === 0) problems.push('identity leaks nothing although it changes nothing');
  return [...problems, ...missingFrom('identity', result)];
}

function scorchedProblems(row: Row | undefined): string[] {
  if (!row) return [];
  const retention = row.result.retention ?? 0;
  const kept = retention > 0 ? [`scorched retains ${(retention * 100).toFixed(2)} % although it keeps nothing`] : [];
  return [...kept, ...missingFrom('scorched', row.result)];
}

function leakTotal(result: ToolResult): number {
  return result.leaks.high + result.leaks.medium + result.leaks.low;
}
