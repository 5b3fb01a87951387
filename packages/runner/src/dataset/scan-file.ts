import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DicomError, effectiveVr, findElement, officialText, readDicom, walk, type DicomFile } from '@deidbench/dicom';
import type { Instance } from '@deidbench/core/model';

/** A row of the index before its place is known, or why the file is no instance. */
export type ScannedFile = { row: Omit<Instance, 'ordinal'> } | { path: string; problem: string };

const TAG = {
  sopClass: 0x00080016,
  sop: 0x00080018,
  modality: 0x00080060,
  manufacturer: 0x00080070,
  patientId: 0x00100020,
  study: 0x0020000d,
  series: 0x0020000e,
} as const;

/** UIDs of the standard itself (classes, syntaxes, frames): no identifiers. */
const STANDARD_ROOT = '1.2.840.10008.';

/** Reads one file of a dataset for its index. A bad file is no exception: what is wrong with it is said. */
export function scanFile(root: string, path: string): ScannedFile {
  const bytes = readFileSync(join(root, path));
  try {
    const file = readDicom(bytes);
    const row = rowOf(file, path, bytes);
    if (row.sop === '') return { path, problem: 'it has no SOP Instance UID' };
    const cut = file.problems.find((p) => p.code === 'TRUNCATED' || p.code === 'LENGTH_BEYOND_END');
    return cut ? { path, problem: `it is cut short at byte ${cut.offset}` } : { row };
  } catch (error) {
    if (error instanceof DicomError) return { path, problem: error.message };
    throw error;
  }
}

function rowOf(file: DicomFile, path: string, bytes: Uint8Array): Omit<Instance, 'ordinal'> {
  const text = (tag: number) => topLevelText(file, tag);
  return {
    path,
    sop: text(TAG.sop),
    series: text(TAG.series),
    study: text(TAG.study),
    patient: text(TAG.patientId),
    modality: text(TAG.modality),
    vendor: text(TAG.manufacturer),
    sopClass: text(TAG.sopClass),
    transferSyntax: file.transferSyntax,
    bytes: bytes.length,
    digest: createHash('md5').update(bytes).digest('hex'),
    uids: identifiersOf(file),
  };
}

function topLevelText(file: DicomFile, tag: number): string {
  const element = findElement(file.dataset, tag);
  return element ? officialText(file, file.dataset, element) : '';
}

/** Every instance UID and Patient ID, nested ones too, with the key's path. */
function identifiersOf(file: DicomFile): [string, string][] {
  const found: [string, string][] = [];
  walk(file, (element, item, path) => {
    const isPatient = element.tag === TAG.patientId;
    if (!isPatient && effectiveVr(file, item, element) !== 'UI') return;
    const text = officialText(file, item, element);
    if (text !== '' && !text.startsWith(STANDARD_ROOT)) found.push([path, text]);
  });
  return found;
}
