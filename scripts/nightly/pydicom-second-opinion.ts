import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  decodeFrame,
  DicomError,
  elementBytes,
  indexByPath,
  officialText,
  pixelElement,
  readDicom,
  stringValues,
  type DicomFile,
} from '@deidbench/dicom';
import { cacheFolder, dcmjsReader, furtherFiles, oddFile, realFiles } from '@deidbench/dicom/testing';

/**
 * Compares value texts with pydicom 2.2.1 on the public files of pydicom's wheel and of four other packages and on files of odd values, pixels
 * with pydicom 3.0.2, identifiers with dcmjs where it reads a file (docs/real-files.md). Needs python3 with venv and pip.
 */
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

/** Files that pydicom 2.2.1 reads otherwise, each with its reason; docs/real-files.md says them too. */
const READ_OTHERWISE: Record<string, 'too short' | 'newer VRs' | 'mended'> = {
  // Cut off in the pixel data: pydicom gives the element up, here it is there as far as it goes.
  'emri_small_jpeg_2k_lossless_too_short.dcm': 'too short',
  // A sequence whose length is wrong: dcmjs stops before the identifiers.
  'bad_sequence.dcm': 'mended',
  // SV, UV and OV have a four-byte length, which pydicom 2.2.1 does not know: it loses its place. Compared with pydicom
  // 3.0.2, which prints sequences and tags otherwise: of those only that they are there.
  'ctbrain1.dcm': 'newer VRs',
  'ctbrain2.dcm': 'newer VRs',
};

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
  if (paths.length === 0) return [];
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
  if (READ_OTHERWISE[basename(path)] === 'too short') paths.delete('<(7fe0,0010)>');
  const isPrintedOtherwise = (text: string | null | undefined): boolean =>
    text?.startsWith('(') === true || text?.startsWith('[') === true || text === '';
  const isNewer = READ_OTHERWISE[basename(path)] === 'newer VRs';
  return [...paths]
    .filter((at) => ours.get(at) !== values[at] && !(isNewer && at in values && isPrintedOtherwise(ours.get(at))))
    .map((at) => `${path} ${at}`);
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

/** What both name an instance by. */
const IDENTIFIERS = [0x00080018, 0x00080060, 0x00100020, 0x0020000d, 0x0020000e];

/** Identifiers that dcmjs reads otherwise; undefined for a file that it refuses. */
function dcmjsDifferences(path: string, readWithDcmjs: Awaited<ReturnType<typeof dcmjsReader>>): string[] | undefined {
  const bytes = readFileSync(path);
  const other = readWithDcmjs(bytes);
  const file = orCode(() => readDicom(bytes));
  // Two parsers mend a broken file each in its own way.
  if (other === undefined || file === null || file.problems.length > 0 || READ_OTHERWISE[basename(path)] === 'mended') return undefined;
  return IDENTIFIERS.filter((tag) => {
    const element = file.dataset.elements.findLast((candidate) => candidate.tag === tag);
    const ours = element === undefined ? [] : stringValues(file, file.dataset, element);
    const theirs = other[tag.toString(16).padStart(8, '0').toUpperCase()]?.Value ?? [];
    return ours.filter(Boolean).join('\\') !== theirs.map(String).filter(Boolean).join('\\');
  }).map((tag) => `${path} ${tag.toString(16).padStart(8, '0')} (dcmjs)`);
}

const found = realFiles();
if (typeof found === 'string') throw new Error(found);
const packages = [{ package: 'pydicom 3.0.2', paths: found.files.map(({ path }) => join(found.root, path)) }, ...furtherFiles()];
const old = python('pydicom-2.2.1', OLD);
const withCodecs = python('pydicom-3.0.2-codecs', NEW);
const readWithDcmjs = await dcmjsReader();
const differences: string[] = [];
for (const { package: name, paths } of packages) {
  const isNewer = (path: string): boolean => READ_OTHERWISE[basename(path)] === 'newer VRs';
  const texts = [
    ...ask<Texts>(
      old,
      'pydicom-texts.py',
      paths.filter((path) => !isNewer(path)),
    ),
    ...ask<Texts>(withCodecs, 'pydicom-texts.py', paths.filter(isNewer)),
  ];
  const pixels = ask<Pixels>(withCodecs, 'pydicom-pixels.py', paths);
  const identifiers = paths.map((path) => dcmjsDifferences(path, readWithDcmjs));
  const values = texts.reduce((sum, { values = {} }) => sum + Object.keys(values).length, 0);
  const frames = pixels.reduce((sum, { frames = [] }) => sum + frames.length, 0);
  const other = [...texts.flatMap(textDifferences), ...pixels.flatMap(pixelDifferences), ...identifiers.flatMap((list) => list ?? [])];
  const read = identifiers.filter((list) => list !== undefined).length;
  console.log(
    `${name}: ${paths.length} files, ${values} values, ${frames} frames, ${read} files in dcmjs too: ${other.length} differences`,
  );
  differences.push(...other);
}
const folder = mkdtempSync(join(tmpdir(), 'deidbench-odd-'));
const odd = ask<Texts>(old, 'pydicom-texts.py', writeOddFiles(folder)).filter(isSettled);
differences.push(...odd.flatMap(textDifferences));
rmSync(folder, { recursive: true });
for (const difference of differences) console.log(`differs: ${difference}`);
console.log(`${odd.length} odd files compared with pydicom; ${differences.length} differences in all`);
process.exitCode = differences.length === 0 ? 0 : 1;
