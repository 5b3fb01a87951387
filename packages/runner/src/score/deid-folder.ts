import { existsSync, lstatSync, realpathSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { DicomError, findElement, officialText, readDicomFile } from '@deidbench/dicom';
import { RunnerError } from '../errors.ts';
import { INTAKE_DEFAULTS, takeIn, type IntakeFile } from '../run/intake.ts';

/** An output folder that was made elsewhere: its files by the SOP Instance UID that they hold. */
export interface DeidFolder {
  root: string;
  bySop: Map<string, IntakeFile[]>;
  /** Files that hold no SOP Instance UID that could be read, with why. */
  unusable: { path: string; problem: string }[];
  /** Those of them that can be opened: no DICOM instances, and searched all the same where every file counts. */
  others: IntakeFile[];
  files: number;
}

const MOST_FILES = 5_000_000;
const SOP_INSTANCE = 0x00080018;
const NOT_OUTPUT = ['LICENSE', '*.csv', '*.txt', '*.json', '*.xlsx', '*.db', 'DICOMDIR', '.DS_Store'];

/**
 * Looks at every file of a folder once, as hostile as any tool's output. `everything`: also at what usually lies beside a tool's output and is none
 * of it: lists, logs, an index. `apart`: files and folders that were named for something else, as a crosswalk or the run, wherever they lie.
 * @throws RunnerError NO_INPUT, NO_DICOM, BAD_NAME.
 */
export function openDeidFolder(path: string, everything = false, apart: readonly string[] = []): DeidFolder {
  const root = resolve(path);
  if (!existsSync(root) || !statSync(root).isDirectory())
    throw new RunnerError('NO_INPUT', `--deid ${path}: no such folder. Name the folder with the de-identified files.`);
  const isApart = belowOneOf(root, apart);
  const ignore = everything ? [] : NOT_OUTPUT;
  const all = takeIn(root, { ...INTAKE_DEFAULTS, maxFiles: MOST_FILES, ignore, inputInodes: new Set() });
  const files = all.filter((file) => !isApart(file.path));
  refuseIllegible(path, files.filter(({ problem }) => problem === 'name').length);
  const folder: DeidFolder = { root, bySop: new Map(), unusable: [], others: [], files: files.length };
  for (const file of files) {
    const found = file.problem === undefined ? sopOf(join(root, file.path)) : { problem: `not opened: ${file.problem}` };
    if ('problem' in found) folder.unusable.push({ path: file.path, problem: found.problem });
    if ('problem' in found && file.problem === undefined) folder.others.push(file);
    if ('sop' in found) folder.bySop.set(found.sop, [...(folder.bySop.get(found.sop) ?? []), file]);
  }
  if (folder.bySop.size === 0)
    throw new RunnerError(
      'NO_DICOM',
      `--deid ${path}: no DICOM instances there (${files.length} files, none readable). Name the folder that holds the de-identified files.`,
    );
  return folder;
}

/** They can not be opened by their names here, and a folder that was judged without them would look cleaner than it is. */
function refuseIllegible(path: string, count: number): void {
  if (count === 0) return;
  throw new RunnerError(
    'BAD_NAME',
    `--deid ${path}: ${count} files or folders have names that are not UTF-8. Give them such names first, for example with \`convmv -f latin1 -t utf8 -r --notest\`.`,
  );
}

function sopOf(path: string): { sop: string } | { problem: string } {
  if (!lstatSync(path).isFile()) return { problem: 'no regular file' };
  try {
    const file = readDicomFile(path, { stopBeforePixels: true });
    const element = findElement(file.dataset, SOP_INSTANCE);
    const sop = element ? officialText(file, file.dataset, element) : '';
    return sop === '' ? { problem: 'it has no SOP Instance UID' } : { sop };
  } catch (error) {
    if (error instanceof DicomError) return { problem: error.message };
    throw error;
  }
}

/** Whether a path below the folder is one of these files, or lies in one of these folders. */
function belowOneOf(root: string, apart: readonly string[]): (path: string) => boolean {
  const from = realpathSync(root);
  const real = apart.filter((path) => existsSync(path)).map((path) => realpathSync(path));
  const inside = real.filter((path) => path.startsWith(`${from}${sep}`));
  return (path) => inside.some((other) => `${join(from, path)}${sep}`.startsWith(`${other}${sep}`));
}
