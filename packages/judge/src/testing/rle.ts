import { encapsulated, type WElement } from '@deidbench/dicom';

const HEADER = 64;
const RUN = 128;

/** Pixel Data of one frame of little-endian 16-bit samples as RLE Lossless (PS3.5 Annex G): two segments of literal runs. */
export function rleOf16Bits(native: Uint8Array): WElement {
  const segments = [1, 0].map((byte) => literalRuns(native.filter((_, i) => i % 2 === byte)));
  const header = Buffer.alloc(HEADER);
  header.writeUInt32LE(segments.length, 0);
  let offset = HEADER;
  segments.forEach((segment, i) => {
    header.writeUInt32LE(offset, 4 + 4 * i);
    offset += segment.length;
  });
  return encapsulated(0x7fe00010, [new Uint8Array(0), Buffer.concat([header, ...segments])]);
}

function literalRuns(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += RUN) {
    const run = bytes.subarray(at, at + RUN);
    parts.push(Uint8Array.of(run.length - 1), run);
  }
  const segment = Buffer.concat(parts);
  return segment.length % 2 === 0 ? segment : Buffer.concat([segment, Uint8Array.of(0)]);
}
