import type { TextBox, TextReading } from '@deidbench/core/model';
import { workerSetup } from '@deidbench/core/pool';

workerSetup();

let reader: Promise<{ read(boxes: TextBox[]): Promise<TextReading[]> }> | undefined;

/** Reads boxes in the one process that holds the reader's engine. */
export default async function readBoxes(boxes: TextBox[]): Promise<TextReading[]> {
  reader ??= import('@deidbench/ocr').then((ocr) => ocr.openTextReader());
  return (await reader).read(boxes);
}
