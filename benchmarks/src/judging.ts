// How fast and in how much memory a de-identifier's output is judged, stage by stage, and beside the official script on the same files.
// Usage: node --conditions=@deidbench/source benchmarks/src/judging.ts [--dataset DIR] [--scale 0.02] [--runs 3]
//        [--official-script CHECKOUT --python PYTHON] [--out benchmarks/results/judging.md]
// The dataset must hold a reference; without one a set of MIDI 1.1 at the given scale is made. CHECKOUT: see official-script.ts.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import type { TextReader } from '@deidbench/core/model';
import { readDicomFile } from '@deidbench/dicom';
import { openAnswerKey } from '@deidbench/judge/key';
import { judgeOutputs, listFiles, Notes, readIdMaps, scoreOfficial } from '@deidbench/judge/official';
import { best, table } from './measure.ts';
import { runOfficialScript, type Times } from './official-script.ts';

const { values: options } = parseArgs({
  options: {
    dataset: { type: 'string' },
    scale: { type: 'string', default: '0.02' },
    runs: { type: 'string', default: '3' },
    'official-script': { type: 'string' },
    python: { type: 'string', default: 'python3' },
    out: { type: 'string', default: join(import.meta.dirname, '..', 'results', 'judging.md') },
  },
});
const work = mkdtempSync(join(tmpdir(), 'judging-'));
const dataset = options.dataset ?? makeDataset();
const set = {
  key: join(dataset, 'answers.db'),
  output: join(dataset, 'reference'),
  uidMap: join(dataset, 'uid_mapping.csv'),
  patientMap: join(dataset, 'patid_mapping.csv'),
};
const runs = Number(options.runs);
const files = listFiles(set.output, new Notes());
let checks = 0;

/** Reads nothing, as the stand-in on the other side does: cutting boxes is measured, recognising text is not. */
const reader: TextReader = {
  name: 'nothing',
  version: '0',
  read: (boxes) => Promise.resolve(boxes.map(() => ({ text: '', confidence: 0 }))),
};

const stages: [string, Times][] = [
  ['answer key opened and compiled', await best(runs, compileKey)],
  [
    'heads read and parsed',
    await best(runs, () => files.forEach((file) => readDicomFile(join(set.output, file), { stopBeforePixels: true }))),
  ],
  ['all checks judged (key, heads and pixel digests included)', await best(runs, judge)],
  ['the same with the official table, reports and workbooks', await best(runs, () => score())],
];
const sections = [
  intro(),
  stageTable(),
  memory(),
  ...(options['official-script'] === undefined ? [] : [sideBySide(options['official-script'])]),
];
mkdirSync(dirname(options.out), { recursive: true });
writeFileSync(options.out, `${sections.join('\n\n')}\n`);
console.log(readFileSync(options.out, 'utf8'));
rmSync(work, { recursive: true, force: true });

function makeDataset(): string {
  const out = join(work, 'dataset');
  const cli = join(import.meta.dirname, '..', '..', 'packages', 'cli', 'bin', 'deidbench.js');
  const argv = ['synth', '--preset', 'midi-1.1', '--scale', options.scale, '--image-size', '128', '--seed', '7', '--quiet', '--out', out];
  execFileSync(process.execPath, ['--conditions=@deidbench/source', cli, ...argv], { stdio: ['ignore', 'ignore', 'inherit'] });
  return out;
}

function compileKey(): void {
  const key = openAnswerKey(set.key);
  checks = 0;
  for (const row of key.rows) checks += key.checksOf(row).checks.length;
  key.close();
}

async function judge(): Promise<void> {
  const key = openAnswerKey(set.key);
  for await (const rows of judgeOutputs({ key, outputFolder: set.output, maps: readIdMaps(set.uidMap, set.patientMap) }, new Notes()))
    void rows;
  key.close();
}

async function score(): Promise<void> {
  const key = openAnswerKey(set.key);
  await scoreOfficial({
    key,
    outputFolder: set.output,
    maps: readIdMaps(set.uidMap, set.patientMap),
    reader,
    folder: join(work, 'official'),
  });
  key.close();
}

function intro(): string {
  const load = loadavg()[0]!.toFixed(1);
  return [
    '# Judging',
    '',
    `${files.length} files, ${checks} checks (${Math.round(checks / files.length)} a file); Node ${process.versions.node}, ${cpus().length} processors (${cpus()[0]?.model ?? ''}), load ${load} while measuring.`,
    `Least of ${runs} runs. One process, one thread. Boxes of burned-in text are cut, not read.`,
  ].join('\n');
}

function stageTable(): string {
  const perSecond = (seconds: number): number => Math.round(files.length / seconds);
  const rows = stages.map(([name, { wall, cpu }]) => [name, perSecond(wall), perSecond(cpu), Math.round((cpu * 1e6) / files.length)]);
  return `## Stages\n\n${table(['stage', 'files a second', 'files a processor second', 'µs a file (processor)'], rows)}`;
}

function memory(): string {
  return `## Memory\n\nPeak of all stages in one process: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB.`;
}

/** Rows by verdict: null, 0, 1. */
function verdicts(path: string): string {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database.prepare('SELECT check_passed AS passed, count(*) AS n FROM validation_results GROUP BY 1 ORDER BY 1').all();
  database.close();
  return rows.map(({ passed, n }) => `${passed === null ? 'blank' : passed === 1 ? 'pass' : 'fail'} ${String(n)}`).join(', ');
}

function sideBySide(script: string): string {
  const theirs = runOfficialScript(script, options.python, set, join(work, 'script'));
  const ours = stages.at(-1)![1];
  const judged = stages.at(-2)![1];
  const row = (name: string, { wall, cpu }: Times, rows: string): (string | number)[] => [
    name,
    wall.toFixed(2),
    cpu.toFixed(2),
    Math.round(files.length / cpu),
    `${(theirs.cpu / cpu).toFixed(0)} ×`,
    rows,
  ];
  return [
    '## Beside the official script, same files, same run',
    '',
    table(
      ['', 'seconds', 'processor seconds', 'files a processor second', 'speed', 'rows'],
      [
        row('official script (validation and reports, text reader stubbed)', theirs, verdicts(theirs.table)),
        row('deidbench, all checks', judged, ''),
        row('deidbench, all checks and all official files', ours, verdicts(join(work, 'official', 'validation_results.db'))),
      ],
    ),
  ].join('\n');
}
