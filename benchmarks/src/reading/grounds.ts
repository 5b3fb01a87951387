import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Planted } from '@deidbench/core/model';
import { decodeFrame, elementBytes, pixelElement, readDicomFile, type Frame } from '@deidbench/dicom';
import { identify, walkDataset } from '../walk-dataset.ts';

const CLI = fileURLToPath(new URL('../../../packages/cli/src/bin.ts', import.meta.url));

/** A frame without any text. */
export interface Ground {
  modality: string;
  frame: Frame;
}

/** First frames of the generated images of every modality that hold no burned-in text. */
export function cleanGrounds(folder: string, seed: number, imageSize: number): Ground[] {
  // In another process, so that the memory of this one is the reader's.
  const argv = ['synth', '--preset', 'all-modalities', '--seed', String(seed), '--image-size', String(imageSize), '--out', folder];
  const { status } = spawnSync(process.execPath, ['--conditions=@deidbench/source', CLI, ...argv], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`deidbench synth ended with ${status}`);
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
