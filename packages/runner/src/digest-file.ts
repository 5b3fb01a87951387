import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

const PIECE = Buffer.allocUnsafeSlow(1 << 20);

/** Digest of a file's bytes, hex, read in pieces: an output of gigabytes takes no memory. */
export function digestFile(path: string, algorithm: 'md5' | 'sha256'): string {
  const hash = createHash(algorithm);
  const fd = openSync(path, 'r');
  try {
    for (let got = readSync(fd, PIECE); got > 0; got = readSync(fd, PIECE)) hash.update(PIECE.subarray(0, got));
  } finally {
    closeSync(fd);
  }
  return hash.digest('hex');
}
