import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  decodeFrame,
  DicomError,
  elementBytes,
  indexByPath,
  officialText,
  pixelElement,
  readDicom,
  type DicomFile,
} from '@deidbench/dicom';
import { cacheFolder, oddFile, realFiles } from '@deidbench/dicom/testing';

/** Compares value texts with pydicom 2.2.1 on the public files of pydicom's wheel and on files of odd values, and pixels with pydicom 3.0.2. Needs python3 with venv and pip. */
const OLD = ['pydicom==2.2.1'];
const NEW = [
  'pydicom==3.0.2',
  'numpy==2.4.6',
  'pylibjpeg==2.1.0',
  'pylibjpeg-libjpeg==2.5.0',
  'pylibjpeg-openjpeg==2.6.0',
  'pylibjpeg-rle==2.2.0',
  'python-gdcm==3.2.6',
  'pillow==13.0.0',
];
const ODD_FILES = 2000;
/** 12-bit JPEG: decoders differ by up to 2. */
const PIXELS_MAY_DIFFER = ['JPGExtended.dcm'];

function python(name: string, packages: string[]): string {
  const folder = join(cacheFolder(), 'venv', name);
  const program = join(folder, 'bin/python');
  if (existsSync(join(folder, 'complete'))) return program;
  mkdirSync(join(folder, '..'), { recursive: true });
  run('python3', ['-m', 'venv', '--clear', folder]);
  run(program, ['-m', 'pip', 'install', '--quiet', ...packages]);
  mkdirSync(join(folder, 'complete'));
  return program;
}

function run(program: string, args: string[], input = ''): string {
  const done = spawnSync(program, args, { input, encoding: 'utf8', maxBuffer: 2 ** 30 });
  if (done.error) throw done.error;
  if (done.status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${done.status}: ${done.stderr.slice(-500)}`);
  return done.stdout;
}

function ask<Answer>(program: string, script: string, paths: string[]): Answer[] {
  const path = fileURLToPath(new URL(`../../packages/dicom/scripts/${script}`, import.meta.url));
  const lines = run(program, [path], paths.join('\n') + '\n')
    .trim()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as Answer);
}

interface Texts {
  file: string;
  error?: string;
  values?: Record<string, string | null>;
}

interface Pixels {
  file: string;
  error?: string;
  frames?: { index: number; digests: string[] }[];
}

function orCode<T>(use: () => T): T | null {
  try {
    return use();
  } catch (error) {
    if (error instanceof DicomError) return null;
    throw error;
  }
}

function textDifferences({ file: path, values }: Texts): string[] {
  const file = orCode(() => readDicom(readFileSync(path)));
  if (file === null || values === undefined) return file === null && values === undefined ? [] : [`${path}: only one reads it`];
  const ours = new Map([...indexByPath(file)].map(([at, { item, element }]) => [at, orCode(() => officialText(file, item, element))]));
  const paths = new Set([...ours.keys(), ...Object.keys(values)]);
  return [...paths].filter((at) => ours.get(at) !== values[at]).map((at) => `${path} ${at}`);
}

function frameDigest(file: DicomFile, index: number): string | null {
  return orCode(() => {
    const { data } = decodeFrame(file, elementBytes(file, pixelElement(file)!), index);
    return createHash('sha256')
      .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
      .digest('hex');
  });
}

function pixelDifferences({ file: path, frames }: Pixels): string[] {
  const file = orCode(() => readDicom(readFileSync(path)));
  if (file === null || frames === undefined || PIXELS_MAY_DIFFER.some((name) => path.endsWith(name))) return [];
  return frames
    .filter(({ index, digests }) => !digests.includes(frameDigest(file, index) ?? ''))
    .map(({ index }) => `${path} frame ${index + 1}`);
}

/** Once a value cannot be read, pydicom answers differently by what was asked before: such files are left out. */
const isSettled = ({ values }: Texts): boolean => values !== undefined && !Object.values(values).includes(null);

function writeOddFiles(folder: string): string[] {
  return Array.from({ length: ODD_FILES }, (_, seed) => {
    const path = join(folder, `${seed}.dcm`);
    writeFileSync(path, oddFile(seed));
    return path;
  });
}

const found = realFiles();
if (typeof found === 'string') throw new Error(found);
const paths = found.files.map(({ path }) => join(found.root, path));
const texts = ask<Texts>(python('pydicom-2.2.1', OLD), 'pydicom-texts.py', paths);
const pixels = ask<Pixels>(python('pydicom-3.0.2-codecs', NEW), 'pydicom-pixels.py', paths);
const folder = mkdtempSync(join(tmpdir(), 'deidbench-odd-'));
const odd = ask<Texts>(python('pydicom-2.2.1', OLD), 'pydicom-texts.py', writeOddFiles(folder)).filter(isSettled);
const differences = [...texts.flatMap(textDifferences), ...odd.flatMap(textDifferences), ...pixels.flatMap(pixelDifferences)];
rmSync(folder, { recursive: true });
for (const difference of differences) console.log(`differs from pydicom: ${difference}`);
const compared = pixels.reduce((sum, { frames = [] }) => sum + frames.length, 0);
console.log(
  `${texts.length} public files, ${odd.length} odd ones and ${compared} frames compared with pydicom, ${differences.length} differences`,
);
process.exitCode = differences.length === 0 ? 0 : 1;
