import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deidbench, inProcess, scratch } from './cli.ts';

const { at, remove } = scratch('bad-input');

beforeAll(async () => {
  await deidbench(['synth', '--preset', 'demo', '--patients', '2', '--image-size', '64', '--out', at('set')]);
  mkdirSync(at('empty'));
  mkdirSync(at('texts'));
  writeFileSync(at('texts', 'readme.dcm'), 'this is no DICOM file');
  writeFileSync(at('not-a-key.db'), 'this is no database');
  writeFileSync(at('wrong-header.csv'), 'before,after\n1,2\n');
  mkdirSync(at('latin'));
  writeFileSync(Buffer.concat([Buffer.from(at('latin')), Buffer.from('/M\xfcller.dcm', 'latin1')]), 'x');
  mkdirSync(at('broken'));
  writeFileSync(at('broken', 'dataset.json'), '{"formatVersion": 1');
  mkdirSync(at('cut-run'));
  writeFileSync(at('cut-run', 'run.json'), '{"formatVersion": 1');
  mkdirSync(at('list-run'));
  writeFileSync(at('list-run', 'run.json'), '[]');
  mkdirSync(at('newer'));
  writeFileSync(at('newer', 'dataset.json'), '{"formatVersion": 9}');
  writeFileSync(at('bad.yaml'), 'runn:\n  jobs: 2\n');
  writeFileSync(at('throws.ts'), "throw new Error('the secret is not set');\n");
  writeFileSync(at('syntax.ts'), 'export default { run: {\n');
  writeFileSync(at('throws.mjs'), "throw 'a text';\n");
  writeFileSync(at('none.mjs'), 'export const run = {};\n');
  writeFileSync(at('cut.json'), '{"run": ');
  writeFileSync(at('list.json'), '[]');
  writeFileSync(at('config.toml'), 'run = 1');
  writeFileSync(at('jobs.yaml'), 'run: {jobs: "x"}\n');
  writeFileSync(at('timing.yaml'), 'run: {timing: whenever}\n');
  writeFileSync(at('flag.yaml'), 'run: {realData: "no"}\n');
});
afterAll(remove);

/** A plan, with more options that replace those before. */
function planOf(format: string, ...more: string[]): string[] {
  const plan = ['plan', '--format', format, '--dataset', at('set'), '--tools', 'identity', '--shards', '2'];
  return [...plan, '--runs', at('runs'), '--out', at('plan'), ...more];
}

const BROKEN_RUN = /-run\/run\.json: is not a JSON object.*put a whole copy of it back, or run again into another folder\./;

type Case = [what: string, args: () => string[], says: RegExp];

const CASES: Case[] = [
  [
    'a tool that does not exist',
    () => ['run', '--dataset', at('set'), '--tools', 'dicom-anonymiserr', '--out', at('r')],
    /--tools dicom-anonymiserr: no such tool\. Did you mean dicom-anonymi[sz]er\?/,
  ],
  [
    'a profile that does not exist',
    () => ['run', '--dataset', at('set'), '--tools', 'identity:best', '--out', at('r')],
    /identity:best: no such profile\. identity has default/,
  ],
  [
    'a folder that is no dataset',
    () => ['run', '--dataset', at('empty'), '--tools', 'identity', '--out', at('r')],
    /dataset\.json is missing/,
  ],
  ['a dataset.json that is cut', () => ['run', '--dataset', at('broken'), '--tools', 'identity', '--out', at('r')], /not JSON/],
  ['a dataset of a later version', () => ['run', '--dataset', at('newer'), '--tools', 'identity', '--out', at('r')], /formatVersion 9/],
  ['a missing option', () => ['run', '--tools', 'identity', '--out', at('r')], /--dataset/],
  ['an option that does not exist', () => ['adapters', 'list', '--al'], /--al: no such option/],
  ['a command that does not exist', () => ['rnu'], /rnu: no such command\. Did you mean run\?/],
  ['no jobs', () => ['run', '--dataset', at('set'), '--tools', 'identity', '--out', at('r'), '--jobs', '0'], /--jobs/],
  [
    'a shard beyond the last',
    () => ['run', '--dataset', at('set'), '--tools', 'identity', '--out', at('r'), '--shard', '4/3'],
    /--shard 4\/3: write it as I\/N/,
  ],
  [
    'a negative limit',
    () => ['run', '--dataset', at('set'), '--tools', 'identity', '--out', at('r'), '--limit-time', '-1'],
    /--limit-time/,
  ],
  [
    'an output folder with other files',
    () => ['run', '--dataset', at('set'), '--tools', 'identity', '--out', at('texts')],
    /texts.*no run/,
  ],
  ['a demo over something else', () => ['demo', '--out', at('texts')], /texts.*no run/],
  ['a preset that does not exist', () => ['synth', '--preset', 'midi-9', '--out', at('x')], /midi-9: no such preset/],
  ['a scale of nothing', () => ['synth', '--preset', 'demo', '--scale', '0', '--out', at('x')], /--scale/],
  ...(
    [
      ['a name twice', 'a:0.5,a:0.5', /--split: a name stands twice/],
      ['shares beyond the whole', 'a:0.5,b:0.9', /--split: the shares sum to 1\.4, not 1/],
      ['a path for a name', '../a:0.5,b:0.5', /--split: "\.\.\/a:0\.5" is not NAME:SHARE/],
      ['no share', 'a', /--split: "a" is not NAME:SHARE/],
      ['a part without patients', 'a:0.999,b:0.001', /--split: b would get none of 8 patients/],
    ] as const
  ).flatMap(([what, split, says]): Case[] => {
    const args = ['synth', '--preset', 'demo', '--patients', '8', '--split', split];
    return [
      [`a split with ${what}`, () => [...args, '--out', at('x')], says],
      [`a split with ${what} that is only tried`, () => [...args, '--dry-run'], says],
    ];
  }),
  [
    'an input folder that is not there',
    () => ['dataset', 'import', '--input', at('gone'), '--answers', at('set', 'answers.db'), '--out', at('x')],
    /--input .*gone: no such folder/,
  ],
  [
    'an input folder without DICOM',
    () => ['dataset', 'import', '--input', at('texts'), '--answers', at('set', 'answers.db'), '--out', at('x')],
    /no DICOM instances there/,
  ],
  [
    'a key that is no database',
    () => ['dataset', 'import', '--input', at('set', 'input'), '--answers', at('not-a-key.db'), '--out', at('x')],
    /not-a-key\.db.*SQLite/,
  ],
  [
    'a key that is not there',
    () => ['dataset', 'import', '--input', at('set', 'input'), '--answers', at('gone.db'), '--out', at('x')],
    /gone\.db: no such file/,
  ],
  [
    'a crosswalk with another header',
    () => [
      'score',
      '--answers',
      at('set', 'answers.db'),
      '--deid',
      at('set', 'reference'),
      '--uid-map',
      at('wrong-header.csv'),
      '--patient-map',
      at('set', 'patid_mapping.csv'),
      '--out',
      at('x'),
    ],
    /wrong-header\.csv: its first line is no header \(2 columns found\)/,
  ],
  [
    'a release with a name that is not UTF-8',
    () => ['scan', '--input', at('set', 'input'), '--deid', at('latin'), '--out', at('x')],
    /1 files or folders have names that are not UTF-8.*convmv/,
  ],
  [
    'a run among its own originals',
    () => ['run', '--dataset', at('set'), '--tools', 'identity', '--out', at('set', 'input', 'r')],
    /lies in/,
  ],
  [
    'an empty folder to score',
    () => [
      'score',
      '--answers',
      at('set', 'answers.db'),
      '--deid',
      at('empty'),
      '--uid-map',
      at('set', 'uid_mapping.csv'),
      '--patient-map',
      at('set', 'patid_mapping.csv'),
      '--out',
      at('x'),
    ],
    /--deid .*empty: no DICOM instances/,
  ],
  [
    'a score without a key',
    () => ['score', '--deid', at('empty'), '--uid-map', 'a', '--patient-map', 'b', '--out', at('x')],
    /--answers: give the answer key/,
  ],
  ['a report of no run', () => ['report', at('empty')], /no run\.json there/],
  ['a report of a run whose run.json is cut', () => ['report', at('cut-run')], BROKEN_RUN],
  ['a report of a run whose run.json is a list', () => ['report', at('list-run')], BROKEN_RUN],
  ['a merge of a run whose run.json is cut', () => ['merge', at('cut-run'), '--out', at('x')], BROKEN_RUN],
  ['an explanation of a run whose run.json is cut', () => ['explain', at('cut-run'), 'F-00000000'], BROKEN_RUN],
  [
    'a run into a folder whose run.json is cut',
    () => ['run', '--dataset', at('set'), '--tools', 'identity', '--out', at('cut-run')],
    BROKEN_RUN,
  ],
  ['the version of a row, which is not that of the program', () => ['score', '--version', '2.0'], /required option '--(?:deid|uid-map)/],
  ['an explanation of no run', () => ['explain', at('empty'), 'F-00000000'], /no run\.json there/],
  ['a merge of no run', () => ['merge', at('empty'), '--out', at('x')], /no run\.json there/],
  ['a plan for an unknown scheduler', () => planOf('pbs'), /'pbs' is invalid.*slurm, kubernetes, aws-batch/],
  ['a plan without shards', () => planOf('slurm', '--shards', '0'), /--shards.*whole number from 1 to 10000/],
  ['a plan of more shards than a folder list of a shell holds', () => planOf('slurm', '--shards', '10001'), /--shards/],
  ['a plan for one job of AWS Batch', () => planOf('aws-batch', '--shards', '1'), /--shards 1: AWS Batch takes arrays of 2/],
  ['a plan over no dataset', () => planOf('slurm', '--dataset', at('empty')), /dataset\.json is missing/],
  ['a plan by durations of no run', () => planOf('slurm', '--durations', at('empty')), /empty: no unit was recorded there/],
  ['a configuration with a mistyped command', () => ['--config', at('bad.yaml'), 'adapters', 'list'], /bad\.yaml: runn: no such setting/],
  ...(
    [
      ['module that throws', 'throws.ts', /throws\.ts: cannot be loaded \(the secret is not set\)/],
      ['module of wrong syntax', 'syntax.ts', /syntax\.ts: cannot be loaded \(.+\)\. Correct it/],
      ['module that throws no error', 'throws.mjs', /throws\.mjs: cannot be loaded \(a text\)/],
      ['module without a default export', 'none.mjs', /none\.mjs: exports no default/],
      ['cut JSON', 'cut.json', /cut\.json: not JSON/],
      ['list', 'list.json', /list\.json: must hold a map of settings, found a list/],
      ['file of another kind', 'config.toml', /config\.toml: its name does not tell what it is/],
      ['file that is not there', 'gone.ts', /gone\.ts: no such file/],
    ] as const
  ).map(([what, file, says]): Case => [`a configuration that is a ${what}`, () => ['--config', at(file), 'adapters', 'list'], says]),
  [
    'a configuration with a word for a number',
    () => ['--config', at('jobs.yaml'), 'run', '--dataset', at('set'), '--tools', 'identity', '--out', at('r')],
    /jobs\.yaml: run\.jobs: "x" does not fit\. A whole number from 1 to 1024 is needed\. \(--jobs <n>\)/,
  ],
  [
    'a configuration with a choice that there is not',
    () => ['--config', at('timing.yaml'), 'run', '--dataset', at('set'), '--tools', 'identity', '--out', at('r')],
    /timing\.yaml: run\.timing: "whenever" does not fit\. Allowed choices are shared, exclusive\./,
  ],
  [
    'a configuration with a word for a switch',
    () => ['--config', at('flag.yaml'), 'run', '--dataset', at('set'), '--tools', 'identity', '--out', at('r')],
    /flag\.yaml: run\.realData: "no" does not fit\. true or false is needed\./,
  ],
  ['an adapter folder without a manifest', () => ['adapters', 'show', at('empty')], /adapter\.json/],
  [
    'a new adapter with the name of a control',
    () => ['adapters', 'new', 'oracle'],
    /oracle is the id of an adapter that comes with deidbench\. Choose another name\./,
  ],
  [
    'a new adapter with a name that is no id',
    () => ['adapters', 'new', '../x y'],
    /"\.\.\/x y" is no name for an adapter\. Use lower-case letters, digits and single hyphens, at most 48/,
  ],
  ['the contract of a folder without a manifest', () => ['adapters', 'test', at('empty')], /adapter\.json.*name a folder that holds/],
  ['the contract of a tool that does not exist', () => ['adapters', 'test', 'nope'], /nope: no such tool\..*adapters list/],
];

describe('bad input is one clear line and exit code 2', () => {
  it.each(CASES)('%s', async (_, args, says) => {
    const { code, out, err } = await inProcess(args());
    expect(err).toMatch(says);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect(err).toMatch(/^deidbench/);
    expect(out).toBe('');
    expect(code).toBe(2);
  });
});

describe('help', () => {
  const commands = [
    'demo',
    'synth',
    'dataset import',
    'run',
    'score',
    'scan',
    'merge',
    'report',
    'compare',
    'explain',
    'plan',
    'adapters list',
    'adapters install',
  ];
  it.each(commands)('of %s shows an example and ends with 0', async (command) => {
    const { code, out } = await inProcess([...command.split(' '), '--help']);
    expect(out).toMatch(/Example:\n {2}\$ deidbench /);
    expect(code).toBe(0);
  });
});

describe('the release', () => {
  it('is told alone, and for machines', async () => {
    const { code, out } = await inProcess(['--version']);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as unknown });
    for (const args of [
      ['--json', '--version'],
      ['--version', '--json'],
      ['--quiet', '-V', '--json'],
    ]) {
      const answer = await inProcess(args);
      expect(answer).toMatchObject({ code: 0, err: '' });
      expect(JSON.parse(answer.out)).toEqual({ version: out.trim() });
    }
  });
});

describe('the real program', () => {
  it('ends with 2 and one line for a tool that does not exist', async () => {
    const { code, out, err } = await deidbench(['run', '--dataset', at('set'), '--tools', 'nothing-like-it', '--out', at('r')]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^deidbench run: --tools nothing-like-it: no such tool\..*\n$/);
  });
});
