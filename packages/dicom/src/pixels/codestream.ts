export interface CodestreamSize {
  rows: number;
  columns: number;
  samples: number;
}

/** Rows, columns and components that a JPEG, JPEG-LS or JPEG 2000 codestream declares; `undefined` when no header is found. */
export function codestreamSize(bytes: Uint8Array): CodestreamSize | undefined {
  const start = codestreamStart(bytes);
  if (bytes[start] === 0xff && bytes[start + 1] === 0x4f) return siz(bytes, start);
  if (bytes[start] === 0xff && bytes[start + 1] === 0xd8) return sof(bytes, start + 2);
  return undefined;
}

/** Behind the boxes of a JP2 file that a fragment should not, but may hold. */
function codestreamStart(bytes: Uint8Array): number {
  if (!(bytes[4] === 0x6a && bytes[5] === 0x50 && bytes[6] === 0x20)) return 0;
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(Buffer.from([0xff, 0x4f, 0xff, 0x51]));
  return Math.max(0, at);
}

function siz(bytes: Uint8Array, at: number): CodestreamSize | undefined {
  if (at + 42 > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 42);
  if (view.getUint16(2) !== 0xff51) return undefined;
  return { columns: view.getUint32(8) - view.getUint32(16), rows: view.getUint32(12) - view.getUint32(20), samples: view.getUint16(40) };
}

function sof(bytes: Uint8Array, from: number): CodestreamSize | undefined {
  let at = from;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) || marker === 0xf7;
    if (isFrame)
      return { rows: (bytes[at + 5]! << 8) | bytes[at + 6]!, columns: (bytes[at + 7]! << 8) | bytes[at + 8]!, samples: bytes[at + 9]! };
    if (marker === 0xda || marker === 0xd9) return undefined;
    const standAlone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
    at += standAlone ? 2 : 2 + ((bytes[at + 2]! << 8) | bytes[at + 3]!);
  }
  return undefined;
}
