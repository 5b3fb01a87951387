import { findElement } from '../effective-vr.ts';
import { DicomError } from '../errors.ts';
import { TAG } from '../tag.ts';
import type { DicomElement, DicomFile } from '../types.ts';
import { elementBytes } from '../values.ts';
import { codingOf } from './syntaxes.ts';
import type { PixelInfo } from './types.ts';

const EXTENDED_OFFSETS = 0x7fe00001;

/**
 * The coded bytes of one frame: its fragments joined (PS3.5 A.4). Frames are found by the basic or extended offset table; without one, by
 * one fragment a frame, or by fragments that begin a codestream. `bytes` is the value of Pixel Data. Throws BAD_PIXELS where no way tells.
 */
export function codedFrame(file: DicomFile, element: DicomElement, bytes: Uint8Array, info: PixelInfo, frame: number): Uint8Array {
  const all = element.fragments ?? [];
  const fragments = all.slice(1);
  const parts = fragments.map(({ offset, length }) => bytes.subarray(offset - element.valueOffset, offset - element.valueOffset + length));
  if (parts.length === 0 || parts.some((part, index) => part.length < fragments[index]!.length)) {
    throw new DicomError('BAD_PIXELS', 'the encapsulated Pixel Data have no fragments, or are not all there', { tag: TAG.pixelData });
  }
  if (info.frames === 1) return join(parts);
  const starts = tableStarts(file, element, bytes, info) ?? guessedStarts(parts, info);
  if (starts === undefined || starts.length < info.frames) {
    throw new DicomError('BAD_PIXELS', `${parts.length} fragments cannot be told apart into ${info.frames} frames`, { tag: TAG.pixelData });
  }
  return join(parts.slice(starts[frame], starts[frame + 1] ?? parts.length));
}

/** Index of the first fragment of each frame by an offset table; `undefined` when there is none, or one that points beside the fragments. */
function tableStarts(file: DicomFile, element: DicomElement, bytes: Uint8Array, info: PixelInfo): number[] | undefined {
  const offsets = extendedOffsets(file) ?? basicOffsets(element, bytes);
  if (offsets === undefined || offsets.length < info.frames) return undefined;
  const fragments = element.fragments!.slice(1);
  const first = fragments[0]!.offset - 8;
  const byOffset = new Map(fragments.map(({ offset }, index) => [offset - 8 - first, index]));
  const starts = offsets.slice(0, info.frames).map((offset) => byOffset.get(offset) ?? -1);
  const rising = starts.every((start, index) => start >= 0 && (index === 0 || start > starts[index - 1]!));
  return rising ? starts : undefined;
}

function extendedOffsets(file: DicomFile): number[] | undefined {
  const element = findElement(file.dataset, EXTENDED_OFFSETS);
  if (element === undefined || element.length === 0 || element.length % 8 !== 0) return undefined;
  const bytes = elementBytes(file, element);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: bytes.length / 8 }, (_, index) => Number(view.getBigUint64(index * 8, true)));
}

function basicOffsets(element: DicomElement, bytes: Uint8Array): number[] | undefined {
  const table = element.fragments?.[0];
  if (table === undefined || table.length === 0 || table.length % 4 !== 0) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + table.offset - element.valueOffset, table.length);
  return Array.from({ length: table.length / 4 }, (_, index) => view.getUint32(index * 4, true));
}

function guessedStarts(parts: Uint8Array[], info: PixelInfo): number[] | undefined {
  if (parts.length === info.frames) return parts.map((_, index) => index);
  if (codingOf(info.transferSyntax) === 'rle') return undefined;
  const starts = parts.flatMap((part, index) => (beginsCodestream(part) ? [index] : []));
  return starts.length === info.frames && starts[0] === 0 ? starts : undefined;
}

/** SOI of JPEG and JPEG-LS, SOC of JPEG 2000, or the signature box of JP2. */
const beginsCodestream = (part: Uint8Array): boolean =>
  (part[0] === 0xff && (part[1] === 0xd8 || part[1] === 0x4f)) || (part[4] === 0x6a && part[5] === 0x50 && part[6] === 0x20);

function join(parts: Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
