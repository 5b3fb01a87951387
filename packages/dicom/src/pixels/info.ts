import { findElement } from '../effective-vr.ts';
import { DicomError } from '../errors.ts';
import { TAG } from '../tag.ts';
import type { DicomElement, DicomFile } from '../types.ts';
import { numberValues, stringValues } from '../values.ts';
import { isNative } from './syntaxes.ts';
import type { PixelInfo } from './types.ts';

/** Far beyond any detector or screen; whole slides come in tiles. Decoding takes a few times as much memory. */
const MAX_FRAME_BYTES = 2 ** 28;

/** The element that holds the pixels: Pixel Data, else Float or Double Float Pixel Data, of the data set itself. */
export function pixelElement(file: DicomFile): DicomElement | undefined {
  for (const tag of [TAG.pixelData, TAG.floatPixelData, TAG.doublePixelData]) {
    const element = findElement(file.dataset, tag);
    if (element !== undefined) return element;
  }
  return undefined;
}

/**
 * What the Image Pixel module says. Throws NO_PIXELS without pixels, BAD_PIXELS where rows, columns, samples or bits are missing or
 * absurd (a frame of more than 256 MiB).
 */
export function pixelInfo(file: DicomFile): PixelInfo {
  const element = pixelElement(file);
  if (element === undefined) throw new DicomError('NO_PIXELS', 'the data set has no Pixel Data');
  const kind = element.tag === TAG.pixelData ? 'integer' : element.tag === TAG.floatPixelData ? 'float' : 'double';
  const number = (tag: number, otherwise?: number): number => {
    const found = findElement(file.dataset, tag);
    const value = found && numberValues(file, file.dataset, found)[0];
    if (value !== undefined && Number.isInteger(value) && value >= 0) return value;
    if (otherwise !== undefined) return otherwise;
    throw new DicomError('BAD_PIXELS', 'the Image Pixel module lacks a number', { tag });
  };
  const bitsAllocated = number(0x00280100, kind === 'float' ? 32 : kind === 'double' ? 64 : undefined);
  const bitsStored = number(0x00280101, bitsAllocated);
  const photometric = findElement(file.dataset, 0x00280004);
  const info: PixelInfo = {
    rows: number(0x00280010),
    columns: number(0x00280011),
    samples: number(0x00280002, 1),
    bitsAllocated,
    bitsStored,
    highBit: number(0x00280102, bitsStored - 1),
    signed: number(TAG.pixelRepresentation, 0) === 1,
    planar: number(0x00280006, 0) === 1,
    photometric: (photometric && stringValues(file, file.dataset, photometric)[0]) ?? 'MONOCHROME2',
    frames: Math.max(1, number(0x00280008, 1)),
    transferSyntax: file.transferSyntax,
    encapsulated: element.fragments !== undefined || (element.undefinedLength && !isNative(file.transferSyntax)),
    kind,
  };
  check(info, element.tag);
  return info;
}

function check(info: PixelInfo, tag: number): void {
  const { rows, columns, samples, bitsAllocated, bitsStored } = info;
  const bits = info.kind === 'double' ? [64] : info.kind === 'float' ? [32] : [1, 8, 16, 32];
  if (rows === 0 || columns === 0 || samples === 0 || samples > 4) {
    throw new DicomError('BAD_PIXELS', `${rows} rows, ${columns} columns, ${samples} samples make no image`, { tag });
  }
  if (!bits.includes(bitsAllocated) || bitsStored > bitsAllocated) {
    throw new DicomError('BAD_PIXELS', `${bitsStored} of ${bitsAllocated} bits are no sample that can be read`, { tag });
  }
  if (rows * columns * samples * Math.ceil(bitsAllocated / 8) > MAX_FRAME_BYTES) {
    throw new DicomError('BAD_PIXELS', `a frame of ${rows} × ${columns} × ${samples} has more than ${MAX_FRAME_BYTES} bytes`, { tag });
  }
}
