import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { DicomError, type DicomFile, EXPLICIT_BE, IMPLICIT_LE, readDicom, uidType } from '@deidbench/dicom';
import { SynthError } from '../errors.ts';
import type { Item } from '../model/item.ts';
import { drawablePixels } from './pixels.ts';
import { toItem } from './to-item.ts';

/** A real object that identifiers can be planted into. */
export interface BaseFile {
  /** Path below the base folder. */
  path: string;
  bytes: number;
  sopClass: string;
  modality: string;
  transferSyntax: string;
  sop: string;
  series: string;
  study: string;
  /** Everything that ties files to one patient: Patient IDs and instance UIDs. */
  ties: string[];
  /** Text can be drawn into its pixels. */
  drawable: boolean;
}

/** A file that was left out, and why. */
export interface LeftOut {
  path: string;
  reason: string;
}

/** Reads a file as a data set. Throws where the reader does. */
export function readBaseItem(root: string, path: string): { file: DicomFile; dataset: Item } {
  const file = readDicom(readFileSync(join(root, path)), { force: true });
  return { file, dataset: toItem(file, file.dataset) };
}

/**
 * All usable objects below a folder, sorted by path.
 * @throws {SynthError} BASE_UNREADABLE where the folder can't be read or holds none
 */
export function readBase(root: string): { files: BaseFile[]; leftOut: LeftOut[] } {
  const files: BaseFile[] = [];
  const leftOut: LeftOut[] = [];
  for (const path of listFiles(root)) {
    const found = lookAt(root, path);
    if (typeof found === 'string') leftOut.push({ path, reason: found });
    else files.push(found);
  }
  const seen = new Set<string>();
  const unique = files.filter(({ sop, path }) => {
    if (!seen.has(sop)) return seen.add(sop);
    leftOut.push({ path, reason: 'has the SOP Instance UID of another file' });
    return false;
  });
  if (unique.length === 0)
    throw new SynthError(
      'BASE_UNREADABLE',
      `--base ${root}: none of ${leftOut.length} files can be used. Give a folder with DICOM images.`,
    );
  return { files: unique, leftOut };
}

function listFiles(root: string): string[] {
  try {
    return filesIn(root)
      .map((path) => relative(root, path))
      .toSorted();
  } catch (cause) {
    throw new SynthError('BASE_UNREADABLE', `--base ${root}: can't be read. Give a folder with DICOM images.`, { cause });
  }
}

/** Links are not followed: they may lead round in a circle or out of the folder. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : entry.isFile() ? [path] : [];
  });
}

function lookAt(root: string, path: string): BaseFile | string {
  let read: { file: DicomFile; dataset: Item };
  try {
    read = readBaseItem(root, path);
  } catch (error) {
    return error instanceof DicomError ? 'is not DICOM' : `can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`;
  }
  const { file, dataset } = read;
  const [sopClass, sop, series, study] = [0x00080016, 0x00080018, 0x0020000e, 0x0020000d].map((tag) => dataset.text(tag));
  if (!sopClass || !sop || !series || !study) return 'is no DICOM object with UIDs of class, instance, series and study';
  if (uidType(sopClass) !== 'SOP Class') return 'is of a SOP class that the tables lack';
  const cut = file.problems.find(({ code }) => code === 'TRUNCATED' || code === 'LENGTH_BEYOND_END' || code === 'BAD_VR');
  if (cut !== undefined) return 'is cut short or broken';
  if (file.transferSyntax === EXPLICIT_BE) return 'is big endian';
  if (dataset.has(0x7fe00001)) return 'has an extended offset table, which official readers mistake';
  const modality = dataset.text(0x00080060) || 'OT';
  const ties = [...tiesOf(dataset)];
  const transferSyntax = file.transferSyntax || IMPLICIT_LE;
  return {
    path,
    bytes: file.size,
    sopClass,
    modality,
    transferSyntax,
    sop,
    series,
    study,
    ties,
    drawable: drawablePixels(dataset, transferSyntax) !== undefined,
  };
}

/** Instance UIDs at any depth, and Patient IDs. */
function* tiesOf(item: Item): Generator<string> {
  for (const element of item.sorted()) {
    if (element.vr === 'SQ') for (const child of element.value as Item[]) yield* tiesOf(child);
    if (typeof element.value !== 'string' || element.value === '') continue;
    if (element.tag === 0x00100020) yield `id ${element.value}`;
    if (element.vr === 'UI' && !element.value.startsWith('1.2.840.10008.')) yield* element.value.split('\\');
  }
}
