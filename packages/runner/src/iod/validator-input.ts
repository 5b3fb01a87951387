import { closeSync, mkdtempSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { DEFLATED_LE, EXPLICIT_LE, readDicomFile } from '@deidbench/dicom';

/** How a file is given to dciodvfy: by its path, or as a data set of its own that is taken away afterwards. */
export interface ValidatorInput {
  args: string[];
  /** Removes what was made for the call. */
  remove: () => void;
}

const LARGEST_INFLATED = 512 * 2 ** 20;
/** Preamble, prefix, and the element (0002,0000) that tells how many bytes of meta information follow. */
const HEAD = 144;

/** dciodvfy can't inflate (PS3.5 A.5): a deflated data set is given to it plain, without its meta information. */
export function validatorInput(path: string): ValidatorInput {
  const byPath = { args: [path], remove: () => undefined };
  if (!isDeflated(path)) return byPath;
  const bytes = readFileSync(path);
  const start = HEAD + bytes.readUInt32LE(HEAD - 4);
  let plain: Uint8Array;
  try {
    plain = inflateRawSync(bytes.subarray(start), { maxOutputLength: LARGEST_INFLATED });
  } catch {
    // No deflate stream: the validator says what it makes of it.
    return byPath;
  }
  const folder = mkdtempSync(join(tmpdir(), 'deidbench-iod-'));
  const copy = join(folder, 'dataset');
  writeFileSync(copy, plain, { mode: 0o600 });
  return { args: ['-input-nometa', '-input-ts', EXPLICIT_LE, copy], remove: () => rmSync(folder, { recursive: true }) };
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
