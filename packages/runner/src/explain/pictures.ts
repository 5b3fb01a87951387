import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeFrame, DicomError, elementBytes, pixelElement, readDicomFile, toGray8 } from '@deidbench/dicom';
import { grayPng } from '../blob/png.ts';
import type { Explained } from './explain-finding.ts';

/** A picture that was written, or why there is none. */
export interface PictureFile {
  what: string;
  path?: string;
  missing?: string;
}

/**
 * Writes what can be seen of a finding into a folder: the crops that the run kept, and the first frame of the original and of the output as
 * far as they are at hand: for a finding that was explained with its values. These show identifiers as they are.
 */
export function writePictures(folder: string, { finding, example }: Explained): PictureFile[] {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const write = (what: string, png: Buffer): PictureFile => {
    const path = join(folder, `${finding.id}-${what}.png`);
    writeFileSync(path, png, { mode: 0o600 });
    return { what, path };
  };
  const kept = Object.entries(finding.evidence ?? {}).map(([what, png]) => write(`box-${what}`, Buffer.from(png, 'base64')));
  const whole = [
    ['original', example.inputFile, 'the dataset is not where it was'],
    ['output', example.outputFile, 'the run did not keep this output: run it again with --keep-output'],
  ] as const;
  return [
    ...kept,
    ...whole.map(([what, path, missing]) => {
      if (path === undefined || !existsSync(path)) return { what, missing };
      const png = firstFrame(path);
      return typeof png === 'string' ? { what, missing: png } : write(what, png);
    }),
  ];
}

function firstFrame(path: string): Buffer | string {
  try {
    const file = readDicomFile(path);
    const element = pixelElement(file);
    if (element === undefined) return 'it has no pixels';
    return grayPng(toGray8(decodeFrame(file, elementBytes(file, element), 0)));
  } catch (error) {
    if (error instanceof DicomError) return `it can't be decoded: ${error.message}`;
    throw error;
  }
}
