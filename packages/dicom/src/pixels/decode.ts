import { plainBytes } from '../bytes.ts';
import { DicomError } from '../errors.ts';
import { TAG } from '../tag.ts';
import { effectiveVr } from '../effective-vr.ts';
import type { DicomElement, DicomFile } from '../types.ts';
import { decodeCoded } from './codecs.ts';
import { codestreamSize } from './codestream.ts';
import { codedFrame } from './fragments.ts';
import { pixelElement, pixelInfo } from './info.ts';
import { nativeFrame, typed } from './native.ts';
import { paletteOf } from './palette.ts';
import { codingOf, isNative, isVideo, type Coding } from './syntaxes.ts';
import type { Frame, PixelInfo, Samples } from './types.ts';

/**
 * Decodes one frame. `bytes` is the value of the file's Pixel Data (`elementBytes`, or `readElementBytes` for a head); `frameIndex` counts
 * from 0. Stored values: not rescaled, signed ones extended from Bits Stored, unsigned ones not masked.
 * Throws NO_PIXELS, BAD_PIXELS, UNKNOWN_SYNTAX, VIDEO_SYNTAX, UNDECODABLE.
 */
export function decodeFrame(file: DicomFile, bytes: Uint8Array, frameIndex: number): Frame {
  const info = pixelInfo(file);
  const element = pixelElement(file)!;
  if (frameIndex < 0 || frameIndex >= info.frames) {
    throw new DicomError('BAD_PIXELS', `there is no frame ${frameIndex + 1}: the file has ${info.frames}`, { tag: TAG.pixelData });
  }
  const { rows, columns, samples, bitsStored, signed } = info;
  const value = plainBytes(bytes);
  const found = info.encapsulated
    ? codedSamples(file, element, value, info, frameIndex)
    : nativeSamples(file, element, value, info, frameIndex);
  if (signed && bitsStored < info.bitsAllocated) extendSign(found.data, bitsStored);
  const frame: Frame = { rows, columns, samples, bitsStored, signed, ...found };
  const palette = info.photometric === 'PALETTE COLOR' ? paletteOf(file) : undefined;
  return palette === undefined ? frame : { ...frame, palette };
}

/** Bits above the stored ones become copies of the sign bit: they may hold anything (PS3.5 8.1.1). */
function extendSign(data: Samples, bitsStored: number): void {
  if (!(data instanceof Int8Array || data instanceof Int16Array || data instanceof Int32Array)) return;
  const shift = 32 - bitsStored;
  for (let index = 0; index < data.length; index += 1) data[index] = (data[index]! << shift) >> shift;
}

interface Found {
  data: Samples;
  photometric: string;
}

function nativeSamples(file: DicomFile, element: DicomElement, bytes: Uint8Array, info: PixelInfo, frame: number): Found {
  if (!isNative(info.transferSyntax) && codingOf(info.transferSyntax) === undefined) throw unknownSyntax(info.transferSyntax);
  const stored = { bigEndian: file.dataset.bigEndian, vr: effectiveVr(file, file.dataset, element) };
  return { data: nativeFrame(info, bytes, frame, stored), photometric: info.photometric.replace(/_422$/, '') };
}

function codedSamples(file: DicomFile, element: DicomElement, bytes: Uint8Array, info: PixelInfo, frame: number): Found {
  const coding = codingOf(info.transferSyntax);
  if (coding === undefined) throw unknownSyntax(info.transferSyntax);
  const encoded = codedFrame(file, element, bytes, info, frame);
  checkSize(info, encoded, coding);
  const expected = info.rows * info.columns * info.samples * (info.bitsAllocated / 8);
  checkRatio(expected, encoded.length, coding);
  const decoded = decodeCoded(coding, info, encoded);
  if (decoded.bytes.length < expected) {
    throw new DicomError('UNDECODABLE', `the frame decodes to ${decoded.bytes.length} bytes, ${expected} are needed`, {
      tag: TAG.pixelData,
    });
  }
  return { data: typed(decoded.bytes.slice(0, expected), info), photometric: decoded.photometric };
}

/** What the codestream says must be what the data set says: a few bytes could else ask for any amount of memory. */
function checkSize(info: PixelInfo, encoded: Uint8Array, coding: Coding): void {
  const size = codestreamSize(encoded);
  if (size === undefined) {
    if (coding === 'rle') return;
    throw new DicomError('UNDECODABLE', `the frame holds no ${coding} codestream`, { tag: TAG.pixelData });
  }
  if (size.rows === info.rows && size.columns === info.columns && size.samples === info.samples) return;
  const told = `${size.rows} × ${size.columns} × ${size.samples}`;
  throw new DicomError('UNDECODABLE', `the codestream is ${told}, the data set says ${info.rows} × ${info.columns} × ${info.samples}`, {
    tag: TAG.pixelData,
  });
}

/** Run lengths give at most 128 bytes for two (PS3.5 G.3); of the other codings, large frames of next to nothing are refused. */
const MOST_RATIO: Partial<Record<Coding, number>> = { rle: 64 };
const LARGE_FRAME = 2 ** 26;
const MOST_RATIO_OF_LARGE = 5000;

/** A few bytes must not ask for hundreds of megabytes. */
function checkRatio(expected: number, encoded: number, coding: Coding): void {
  const most = MOST_RATIO[coding] ?? (expected > LARGE_FRAME ? MOST_RATIO_OF_LARGE : Infinity);
  if (expected <= encoded * most) return;
  throw new DicomError('UNDECODABLE', `${encoded} bytes of ${coding} cannot hold a frame of ${expected}`, { tag: TAG.pixelData });
}

function unknownSyntax(syntax: string): DicomError {
  return isVideo(syntax)
    ? new DicomError('VIDEO_SYNTAX', `${syntax} is video, which is not decoded`, { tag: TAG.pixelData })
    : new DicomError('UNKNOWN_SYNTAX', `no decoder for the transfer syntax ${JSON.stringify(syntax.slice(0, 64))}`, { tag: TAG.pixelData });
}
