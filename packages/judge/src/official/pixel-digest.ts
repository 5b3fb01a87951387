import { createHash, hash } from 'node:crypto';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { DicomError, findElement, TAG, type DicomFile } from '@deidbench/dicom';

const CHUNK = 1 << 20;
let chunk: Buffer | undefined;

/** MD5 of the stored bytes of Pixel Data, hex; `None` without Pixel Data. Read from the file piece by piece where `dicom` holds its head only. */
export function pixelDigest(path: string, dicom: DicomFile): string {
  const element = findElement(dicom.dataset, TAG.pixelData);
  if (element === undefined) return 'None';
  const { valueOffset, length } = element;
  if (valueOffset + length <= dicom.bytes.length) return hash('md5', dicom.bytes.subarray(valueOffset, valueOffset + length), 'hex');
  const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    return digestOf(fd, valueOffset, length);
  } finally {
    closeSync(fd);
  }
}

function digestOf(fd: number, from: number, length: number): string {
  chunk ??= Buffer.alloc(CHUNK);
  if (length <= CHUNK) return hash('md5', readPiece(fd, from, length), 'hex');
  const whole = createHash('md5');
  for (let at = 0; at < length; at += CHUNK) whole.update(readPiece(fd, from + at, Math.min(CHUNK, length - at)));
  return whole.digest('hex');
}

function readPiece(fd: number, from: number, length: number): Buffer {
  const piece = chunk!.subarray(0, length);
  for (let at = 0; at < length;) {
    const got = readSync(fd, piece, at, length - at, from + at);
    if (got === 0) throw new DicomError('TRUNCATED', `the file ends ${length - at} bytes before its Pixel Data do`, { tag: TAG.pixelData });
    at += got;
  }
  return piece;
}
