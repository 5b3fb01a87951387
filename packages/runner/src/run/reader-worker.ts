import { flushCompileCache } from 'node:module';
import type { TextBox, TextReading } from '@deidbench/core/model';
import { workerSetup } from '@deidbench/core/pool';

workerSetup();

let reader: Promise<{ read(boxes: TextBox[]): Promise<TextReading[]> }> | undefined;

/** What was read, in the order of the boxes, and how long the engine was busy. */
export interface Read {
  readings: TextReading[];
  seconds: number;
}

/** Reads boxes in the one process that holds the reader's engine. */
export default async function readBoxes(boxes: TextBox[]): Promise<Read> {
  reader ??= openReader();
  const engine = await reader;
  const started = performance.now();
  const readings = await engine.read(boxes);
  return { readings, seconds: (performance.now() - started) / 1000 };
}

async function openReader(): Promise<{ read(boxes: TextBox[]): Promise<TextReading[]> }> {
  const { openTextReader } = await import('@deidbench/ocr');
  flushCompileCache();
  return openTextReader();
}
