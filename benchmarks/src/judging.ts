// How fast and in how much memory a de-identifier's output is judged, stage by stage, and beside the official script on the same files.
// Usage: node --conditions=@deidbench/source benchmarks/src/judging.ts [--dataset DIR] [--scale 0.02] [--image-size 128] [--runs 3]
//        [--sizes 0.02,0.1,0.45] [--official-script CHECKOUT --python PYTHON] [--out benchmarks/results/judging.md]
// The dataset must hold a reference; without one a set of MIDI 1.1 at the given scale is made. --sizes: sets of these scales, images of 64 × 64, are
// made and judged one after the other. CHECKOUT: see official-script.ts.
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { listFiles, Notes } from '@deidbench/judge/official';
import { growth } from './judging-growth.ts';
import { judgedSet, STAGES } from './judging-set.ts';
import { makeDataset } from './make-dataset.ts';
import { best, table } from './measure.ts';
import { runOfficialScript, type OfficialTimes, type Times } from './official-script.ts';

const { values: options } = parseArgs({
  options: {
    dataset: { type: 'string' },
    scale: { type: 'string', default: '0.02' },
    'image-size': { type: 'string', default: '128' },
    sizes: { type: 'string' },
    runs: { type: 'string', default: '3' },
    'official-script': { type: 'string' },
    python: { type: 'string', default: 'python3' },
    out: { type: 'string', default: join(import.meta.dirname, '..', 'results', 'judging.md') },
  },
});
const work = mkdtempSync(join(tmpdir(), 'judging-'));
const set = judgedSet(options.dataset ?? makeDataset(join(work, 'dataset'), options.scale, options['image-size']));
const files = listFiles(set.output, new Notes());
const beginning = Buffer.alloc(16 * 1024);
const ourTable = join(work, 'official', 'validation_results.db');

const runs = Number(options.runs);
const checks = STAGES.key(set);
const measured = {
  compiled: await best(runs, () => STAGES.key(set)),
  opened: await best(runs, () => files.forEach(readBeginning)),
  heads: await best(runs, () => STAGES.heads(set)),
  judged: await best(runs, () => STAGES.checks(set)),
  scored: await best(runs, () => STAGES.official(set, join(work, 'official'))),
};
const peak = Math.round(process.resourceUsage().maxRSS / 1024);
const script = options['official-script'];
const sections = [
  intro(),
  ...(script === undefined ? [] : [sideBySide(script)]),
  stageTable(),
  ...(options.sizes === undefined ? [] : [growth(options.sizes.split(','), '64', work)]),
];
mkdirSync(dirname(options.out), { recursive: true });
writeFileSync(options.out, `${sections.join('\n\n')}\n`);
console.log(readFileSync(options.out, 'utf8'));
rmSync(work, { recursive: true, force: true });

/** The least that any judge does with a file: 16 KiB of it, nothing looked at. */
function readBeginning(file: string): void {
  const fd = openSync(join(set.output, file), 'r');
  readSync(fd, beginning, 0, beginning.length, 0);
  closeSync(fd);
}

function intro(): string {
  const load = loadavg()[0]!.toFixed(1);
  return [
    '# Judging',
    '',
    `${files.length} files, ${checks} checks (${Math.round(checks / files.length)} a file); Node ${process.versions.node}, ${cpus().length} processors (${cpus()[0]?.model ?? ''}), load ${load} while measuring.`,
    `Least of ${runs} runs; one process, one thread, peak of all stages ${peak} MB. Boxes of burned-in text are cut, not read.`,
  ].join('\n');
}

function stageTable(): string {
  const { compiled, opened, heads, judged, scored } = measured;
  const perFile = ({ cpu }: Times): number => (cpu * 1e6) / files.length;
  const row = (name: string, times: Times): (string | number)[] => [
    name,
    Math.round(files.length / times.wall),
    Math.round(files.length / times.cpu),
    Math.round(perFile(times)),
  ];
  const rest = perFile(judged) - perFile(compiled) - perFile(heads);
  return [
    '## Where the time goes',
    '',
    table(
      ['stage', 'files a second', 'files a processor second', 'µs a file (processor)'],
      [
        row('files opened, 16 KiB read, nothing looked at (the limit)', opened),
        row('heads read and parsed', heads),
        row('answer key opened and compiled', compiled),
        row('all checks judged (key, heads and pixel digests included)', judged),
        row('the same with the official table, reports and workbooks', scored),
      ],
    ),
    '',
    `Reading and parsing heads takes ${(perFile(heads) / perFile(opened)).toFixed(1)} times what opening and reading alone take. Of a judged file ${Math.round(perFile(compiled))} µs are the key, ${Math.round(perFile(heads))} µs its head, ${Math.round(rest)} µs texts, verdicts, pixel digest and the search for doubled instances; official files add ${Math.round(perFile(scored) - perFile(judged))} µs.`,
  ].join('\n');
}

/** Rows by verdict: null, 0, 1. */
function verdicts(path: string): string {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database.prepare('SELECT check_passed AS passed, count(*) AS n FROM validation_results GROUP BY 1 ORDER BY 1').all();
  database.close();
  return rows.map(({ passed, n }) => `${passed === null ? 'blank' : passed === 1 ? 'pass' : 'fail'} ${String(n)}`).join(', ');
}

function sideBySide(checkout: string): string {
  const processes = cpus().length;
  const single = runOfficialScript(checkout, options.python, set, join(work, 'script'));
  const many = runOfficialScript(checkout, options.python, set, join(work, 'script-many'), processes);
  const row = (name: string, { wall, cpu }: Times, rows: string): (string | number)[] => [
    name,
    wall.toFixed(2),
    cpu.toFixed(2),
    Math.round(files.length / cpu),
    `${(single.wall / wall).toFixed(0)} ×`,
    `${(single.cpu / cpu).toFixed(0)} ×`,
    rows,
  ];
  const theirs = (name: string, times: OfficialTimes): (string | number)[] => row(`official script, ${name}`, times, verdicts(times.table));
  return [
    '## Beside the official script, same files, same run',
    '',
    table(
      ['', 'seconds', 'processor seconds', 'files a processor second', 'speed by the clock', 'by processor time', 'rows'],
      [
        theirs('validation and reports, one process', single),
        theirs(`${processes} processes`, many),
        row('deidbench, all checks, key compilation included', measured.judged, ''),
        row('deidbench, all checks and all official files', measured.scored, verdicts(ourTable)),
      ],
    ),
    '',
    "The script's text reader is a stub on its side too.",
  ].join('\n');
}
