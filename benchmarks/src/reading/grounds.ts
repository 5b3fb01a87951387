import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Planted } from '@deidbench/core/model';
import { decodeFrame, elementBytes, pixelElement, readDicomFile, type Frame } from '@deidbench/dicom';
import { synth } from '../make-dataset.ts';
import { identify, walkDataset } from '../walk-dataset.ts';

/** A frame without any text. */
export interface Ground {
  modality: string;
  frame: Frame;
}

/** First frames of the generated images of every modality that hold no burned-in text. */
export function cleanGrounds(folder: string, seed: number, imageSize: number): Ground[] {
  synth(folder, ['--preset', 'all-modalities', '--seed', String(seed), '--image-size', String(imageSize)]);
  const burned = new Set(
    readFileSync(join(folder, 'planted.jsonl'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Planted)
      .filter(({ carrier }) => carrier === 'pixels')
      .map(({ sop }) => sop),
  );
  return walkDataset(join(folder, 'input')).flatMap((path) => {
    const file = readDicomFile(path);
    const { sop, modality } = identify(file);
    const element = pixelElement(file);
    if (element === undefined || burned.has(sop)) return [];
    return [{ modality, frame: decodeFrame(file, elementBytes(file, element), 0) }];
  });
}
