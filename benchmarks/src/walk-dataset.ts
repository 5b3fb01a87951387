import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { findElement, officialText, type DicomFile } from '@deidbench/dicom';

const SOP_INSTANCE_UID = 0x00080018;
const MODALITY = 0x00080060;

/** Paths of all files below a folder, sorted. */
export function walkDataset(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

export function identify(file: DicomFile): { sop: string; modality: string } {
  const text = (tag: number) => {
    const element = findElement(file.dataset, tag);
    return element === undefined ? '' : officialText(file, file.dataset, element);
  };
  return { sop: text(SOP_INSTANCE_UID), modality: text(MODALITY) };
}
