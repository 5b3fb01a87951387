import { printable, reproduceFinding } from '@deidbench/report';
import { explainFinding, writePictures, type Explained, type PictureFile } from '@deidbench/runner';
import { UsageError } from '../exit.ts';
import { headerText } from '../header-text.ts';
import type { Shell } from '../shell.ts';

interface Options {
  showValues?: boolean;
  header?: boolean;
  pictures?: string;
}

export function registerExplain({ program, session }: Shell): void {
  program
    .command('explain')
    .description('One finding: which rule, what stood there before and after, how to see it again.')
    .argument('<run>', 'run folder')
    .argument('<finding>', 'id as in findings.csv')
    .option('--header', 'every element that differs between input and output, where outputs were kept')
    .option('--show-values', 'values as they are; masked without it')
    .option('--pictures <folder>', 'write the region before and after and the whole images, which show identifiers; needs --show-values')
    .addHelpText('after', '\nExample:\n  $ deidbench explain runs/mine F-3c19a07b --header')
    .action(async (run: string, finding: string, options: Options) => {
      if (options.pictures !== undefined && options.showValues !== true)
        throw new UsageError('--pictures: pictures show what was burned in. Give --show-values as well.');
      const explained = await explainFinding(run, finding, options.showValues === true);
      const now = session();
      now.print(textOf(explained, options));
      const pictures = options.pictures === undefined ? [] : writePictures(options.pictures, explained);
      for (const picture of pictures) now.print(pictureText(picture));
      now.json(options.pictures === undefined ? explained : { ...explained, pictures });
    });
}

const pictureText = ({ what, path, missing }: PictureFile): string => `  ${'picture'.padEnd(10)}${what}: ${path ?? `none, ${missing}`}`;

function textOf(explained: Explained, { showValues, header }: Options): string {
  const { finding, tool } = explained;
  const what = [finding.leak ? `${finding.severity.toUpperCase()} leak` : `${finding.severity} ${finding.label}`, finding.kind];
  const place = [finding.tagPath, finding.tagName].filter(Boolean).join(' ');
  const head = [...what.filter(Boolean), place, `${tool.id} ${tool.version} ${tool.profile} (claims ${tool.policy})`].join(' · ');
  const lines = linesOf(explained).map(([name, text]) => `  ${name.padEnd(10)}${printable(text)}`);
  const masked = showValues ? [] : ['  values    masked; --show-values shows them'];
  return [`${finding.id}  ${printable(head)}`, ...lines, ...masked, ...(header ? [headerOf(explained)] : [])].join('\n');
}

function linesOf({ finding, tool, provenance, example, alike }: Explained): [string, string][] {
  const { expected, actual } = finding;
  const optional = (name: string, text: string | undefined): [string, string][] => (text === undefined ? [] : [[name, text]]);
  return [
    ['rule', [finding.action ?? finding.rule, finding.category].filter(Boolean).join(', ')],
    ['because', finding.explanation],
    ...optional('input', example.input),
    ...optional('expected', expected),
    ...optional('found', actual),
    ...(example.output === actual ? [] : optional('output', example.output)),
    [
      'where',
      `${finding.patient}, ${finding.at.length} instances, the first is ${finding.example.path}; ${alike} more findings of this rule at this place`,
    ],
    ...optional('files', [example.inputFile, example.outputFile].filter(Boolean).join(' → ') || undefined),
    ['reproduce', reproduceFinding({ provenance }, tool, finding)],
  ];
}

function headerOf({ example }: Explained): string {
  return example.header ? headerText(example.header) : `  header    not there: ${example.missing ?? 'its files are gone'}`;
}
