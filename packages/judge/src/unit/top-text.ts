import { findElement, type DicomFile } from '@deidbench/dicom';
import { textOf } from './text.ts';

/** Text of a top-level element; undefined where it is absent. */
export function topText(file: DicomFile, tag: number): string | undefined {
  const element = findElement(file.dataset, tag);
  return element && textOf(file, file.dataset, element);
}
