import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { constants, zstdDecompressSync } from 'node:zlib';

const BLOCK = 512;

const textAt = (bytes: Buffer, from: number, length: number): string => {
  const end = bytes.indexOf(0, from);
  return bytes.toString('utf8', from, end < 0 || end > from + length ? from + length : end);
};

/** Name that a pax header gives the entry after it. */
const paxPath = (body: Buffer): string | undefined => /(?:^|\n)\d+ path=(.*)\n/.exec(body.toString('utf8'))?.[1];

/** Widest window that `zstd --long=27` may ask for. */
const WINDOW_LOG = 27;

/** Unpacks the regular files of a .tar.zst (ustar, pax and GNU long names) below a folder. */
export function unpack(archive: string, folder: string): void {
  const bytes = zstdDecompressSync(readFileSync(archive), { params: { [constants.ZSTD_d_windowLogMax]: WINDOW_LOG } });
  let longName: string | undefined;
  for (let at = 0; at + BLOCK <= bytes.length && bytes[at] !== 0;) {
    const size = Number.parseInt(textAt(bytes, at + 124, 12).trim() || '0', 8);
    const type = String.fromCharCode(bytes[at + 156]!);
    const prefix = textAt(bytes, at + 257, 5) === 'ustar' ? textAt(bytes, at + 345, 155) : '';
    const body = bytes.subarray(at + BLOCK, at + BLOCK + size);
    const name = longName ?? (prefix === '' ? textAt(bytes, at, 100) : `${prefix}/${textAt(bytes, at, 100)}`);
    longName = type === 'x' ? paxPath(body) : type === 'L' ? textAt(body, 0, body.length) : undefined;
    if (type === '0' || type === '\0') {
      const target = normalize(join(folder, name));
      if (!target.startsWith(normalize(folder))) throw new Error(`${name}: leaves the folder`);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, body);
    }
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
}
