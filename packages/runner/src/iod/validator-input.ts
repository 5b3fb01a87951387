import { closeSync, openSync, readFileSync, readSync, symlinkSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { DEFLATED_LE, EXPLICIT_LE, readDicomFile } from '@deidbench/dicom';

const LARGEST_INFLATED = 512 * 2 ** 20;
/** Preamble, prefix, and the element (0002,0000) that tells how many bytes of meta information follow. */
const HEAD = 144;

/**
 * Puts a file where dciodvfy is to find it. It can't inflate (PS3.5 A.5): a deflated data set is given to it plain, without its meta information,
 * and with the options for that in a file beside it. Of any other there is a link.
 */
export function placeFor(path: string, target: string): void {
  const plain = isDeflated(path) ? inflated(path) : undefined;
  if (!plain) {
    symlinkSync(resolve(path), target);
    return;
  }
  writeFileSync(target, plain, { mode: 0o600 });
  writeFileSync(`${target}.options`, `-input-nometa -input-ts ${EXPLICIT_LE}`);
}

function inflated(path: string): Uint8Array | undefined {
  const bytes = readFileSync(path);
  try {
    const start = HEAD + bytes.readUInt32LE(HEAD - 4);
    return inflateRawSync(bytes.subarray(start), { maxOutputLength: LARGEST_INFLATED });
  } catch {
    // No deflate stream: the validator says what it makes of the file as it is.
    return undefined;
  }
}

/** Looks for the transfer syntax in the first bytes; only a file that names the deflated one is read further. */
function isDeflated(path: string): boolean {
  const head = Buffer.alloc(1024);
  const fd = openSync(path, 'r');
  try {
    const length = readSync(fd, head, 0, head.length, 0);
    if (length < HEAD || !head.subarray(0, length).includes(DEFLATED_LE)) return false;
  } finally {
    closeSync(fd);
  }
  try {
    return readDicomFile(path, { stopBeforePixels: true }).transferSyntax === DEFLATED_LE;
  } catch {
    return false;
  }
}
