import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installValidator } from '@deidbench/adapters';
import { validateFolder } from '@deidbench/runner';
import { generate, type GenerateOptions } from '@deidbench/synth';

/**
 * Generates sets and asks dciodvfy: no error of an IOD in the inputs beyond those explained, none in a curated twin that its input lacks
 * (docs/conformance.md). Prints counts by set and modality; ends with 1 for an unexplained error or a file that could not be validated.
 */
const SETS: (Omit<GenerateOptions, 'out'> & { name: string })[] = [
  { name: 'all-modalities', preset: 'all-modalities', slides: 'full', seed: 1 },
  { name: 'demo', preset: 'demo', seed: 2, imageSize: 128 },
  { name: 'edge', preset: 'all-modalities', slides: 'full', difficulty: 'edge', seed: 3 },
  { name: 'midi-1.1', preset: 'midi-1.1', scale: 0.01, seed: 4, imageSize: 64 },
  { name: 'midi-1.2', preset: 'midi-1.2', scale: 0.005, slides: 'full', seed: 5, imageSize: 64 },
];

/** Errors that stand in inputs on purpose or by a limit of the validator: docs/conformance.md has the same list with the reasons. */
const EXPLAINED: { edgeAlone: boolean; error: RegExp }[] = [
  { edgeAlone: false, error: /^<\(0028,0004\)> Unrecognized enumerated value$/u },
  { edgeAlone: true, error: /^ (?:Dicom dataset read failed|another error)$|^not validated: unreadable$/u },
  { edgeAlone: false, error: /^<\((?:0032,1060|0008,1080)\)> Value invalid for this VR \[LO\]$/u },
  { edgeAlone: true, error: /^<\(0008,103e\)> Value invalid for this VR \[LO\]$/u },
  { edgeAlone: false, error: /^<\(0010,0010\)> Value invalid for this VR \[PN\]$/u },
  { edgeAlone: true, error: /^<\(0010,2298\)> Missing attribute for Type 1C Conditional$/u },
];

type Validated = Awaited<ReturnType<typeof validateFolder>>[number];

const validator = await installValidator();
if (!validator.ready) throw new Error(`IODs were not checked: ${validator.reason}. ${validator.remedy}`);
const dir = mkdtempSync(join(tmpdir(), 'deidbench-iod-'));
const wrong = new Set<string>();
try {
  for (const { name, ...options } of SETS) {
    const out = join(dir, name);
    await generate({ ...options, out });
    const uids = crosswalk(out);
    const inputs = await validateFolder(validator, join(out, 'input'));
    const twins = new Map((await validateFolder(validator, join(out, 'reference'))).map((file) => [file.path, file]));
    for (const [modality, own] of Map.groupBy(inputs, (file) => file.modality))
      report(name, modality, own, (path) => twins.get(twinOf(uids, path)));
    rmSync(out, { recursive: true });
  }
} finally {
  rmSync(dir, { recursive: true, force: true });
}
for (const line of wrong) console.log(line);
console.log(`${wrong.size} unexplained errors`);
process.exitCode = wrong.size === 0 ? 0 : 1;

function report(set: string, modality: string, files: Validated[], twinFor: (path: string) => Validated | undefined): void {
  let [explained, unread] = [0, 0];
  for (const file of files) {
    const before = errorsOf(file);
    for (const error of before) {
      if (isExplained(set, error)) explained += 1;
      else wrong.add(`${set} input ${modality}: ${error}`);
    }
    const twin = twinFor(file.path);
    if (twin === undefined) wrong.add(`${set} reference ${modality}: no file for ${file.path}`);
    if (file.failure !== undefined) unread += 1;
    for (const error of twin === undefined ? [] : errorsOf(twin))
      if (!before.includes(error) && !isExplained(set, error)) wrong.add(`${set} reference ${modality}: ${error}`);
  }
  console.log(
    `${set} ${modality}: ${files.length} files, ${explained} explained errors, ${unread} that the validator can't read to their end`,
  );
}

/** What is wrong with a file, a failure to validate it among it. */
function errorsOf({ messages, failure }: Validated): string[] {
  const errors = messages.filter(({ type }) => type === 'error').map(({ tag, message }) => `${tag} ${message}`);
  return failure === undefined ? errors : [...errors, `not validated: ${failure}`];
}

function isExplained(set: string, error: string): boolean {
  return EXPLAINED.some((known) => (set === 'edge' || !known.edgeAlone) && known.error.test(error));
}

/** New Series Instance UIDs by the old ones. */
function crosswalk(out: string): Map<string, string> {
  const lines = readFileSync(join(out, 'uid_mapping.csv'), 'utf8').split('\n');
  return new Map(lines.map((line) => line.split(',') as [string, string]));
}

/** Path of the curated file: its folder is the new Series Instance UID. */
function twinOf(uids: Map<string, string>, path: string): string {
  const [series = '', ...rest] = path.split('/');
  return [uids.get(series) ?? '', ...rest].join('/');
}
