import { ACTIONS, type Results, type ToolResult } from '@deidbench/core/model';
import { integer, percent } from '../format.ts';
import { trustSentence } from '../sentences.ts';
import { escapeXml } from './clean-text.ts';

interface Case {
  name: string;
  /** Why it failed; nothing when it passed. */
  failure?: string;
  /** Why nothing can be said. */
  skipped?: string;
}

/** JUnit XML: a suite a tool, a case for each kind of leak and each action, and one suite that asks whether the controls are right. */
export function junitXml(results: Results): string {
  const controls: Case =
    results.controls === 'wrong'
      ? { name: 'controls are right', failure: [trustSentence(results), ...results.controlNotes].join(' ') }
      : { name: 'controls are right' };
  const suites = [
    suite('controls', [controls]),
    ...results.tools.filter((t) => !t.control).map((t) => suite(`${t.id}:${t.profile}`, casesOf(t))),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="deidbench">\n${suites.join('\n')}\n</testsuites>\n`;
}

function casesOf(tool: ToolResult): Case[] {
  const leaks = (['high', 'medium', 'low'] as const).map((severity): Case => {
    const n = tool.leaks[severity];
    if (tool.instances.paired === 0) return { name: `no ${severity} leak`, skipped: 'no file was delivered: what is missing cannot leak' };
    return { name: `no ${severity} leak`, ...(n > 0 ? { failure: `${integer(n)} ${severity} leaks` } : {}) };
  });
  const { expected, paired } = tool.instances;
  const delivered: Case = {
    name: 'every instance delivered',
    ...(paired < expected ? { failure: `${integer(paired)} of ${integer(expected)} instances (${percent(tool.coverage)})` } : {}),
  };
  const actions = ACTIONS.flatMap((action): Case[] => {
    const counts = tool.actions[action];
    if (!counts) return [];
    return [
      { name: action, ...(counts.failed > 0 ? { failure: `${integer(counts.failed)} of ${integer(counts.total)} checks failed` } : {}) },
    ];
  });
  return [...leaks, delivered, ...actions];
}

function suite(name: string, cases: readonly Case[]): string {
  const failures = cases.filter((c) => c.failure !== undefined).length;
  const skipped = cases.filter((c) => c.skipped !== undefined).length;
  const lines = cases.map((c) => {
    const head = `    <testcase classname="${escapeXml(name)}" name="${escapeXml(c.name)}"`;
    const [what, why] = c.failure === undefined ? ['skipped', c.skipped] : ['failure', c.failure];
    return why === undefined ? `${head}/>` : `${head}><${what} message="${escapeXml(why)}"/></testcase>`;
  });
  // Readers such as Jenkins refuse a suite that does not say its errors.
  return `  <testsuite name="${escapeXml(name)}" tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}">\n${lines.join('\n')}\n  </testsuite>`;
}
