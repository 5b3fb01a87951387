import { reproduceTool } from '@deidbench/report';
import { explainFinding, type Explained } from '@deidbench/runner';
import type { Shell } from '../shell.ts';

export function registerExplain({ program, session }: Shell): void {
  program
    .command('explain')
    .description('One finding: which rule, what stood there before and after, how to see it again.')
    .argument('<run>', 'run folder')
    .argument('<finding>', 'id as in findings.csv')
    .option('--show-values', 'values as they are; masked without it')
    .addHelpText('after', '\nExample:\n  $ deidbench explain runs/mine F-3c19a07b')
    .action(async (run: string, finding: string, options: { showValues?: boolean }) => {
      const explained = await explainFinding(run, finding, options.showValues === true);
      session().print(textOf(explained, options.showValues === true));
      session().json(explained);
    });
}

function textOf({ finding, tool, provenance, alike }: Explained, showsValues: boolean): string {
  const what = [finding.leak ? `${finding.severity.toUpperCase()} leak` : `${finding.severity} ${finding.label}`, finding.kind];
  const place = [finding.tagPath, finding.tagName].filter(Boolean).join(' ');
  const rows: [string, string][] = [
    ['rule', [finding.action ?? finding.rule, finding.category].filter(Boolean).join(', ')],
    ['because', finding.explanation],
    ...(finding.expected === undefined ? [] : [['expected', finding.expected] as [string, string]]),
    ...(finding.actual === undefined
      ? []
      : [['found', `${finding.actual}${showsValues ? '' : '   (--show-values to see)'}`] as [string, string]]),
    [
      'where',
      `${finding.patient}, ${finding.at.length} instances, the first is ${finding.example.path}; ${alike} more findings of this rule at this place`,
    ],
    ['reproduce', reproduceTool({ provenance }, tool, finding.example.path)],
  ];
  const head = [...what.filter(Boolean), place, `${tool.id} ${tool.version} ${tool.profile} (claims ${tool.policy})`].join(' · ');
  return [`${finding.id}  ${head}`, ...rows.map(([name, text]) => `  ${name.padEnd(10)}${text}`)].join('\n');
}
