/**
 * Header of one file in a ustar archive (POSIX.1-1988): times and owners are left out, so that equal files give equal bytes. A path that does
 * not fit into one stands before it in a header of its own (POSIX.1-2001).
 */
export function tarHeader(path: string, size: number): Buffer {
  const parts = splitPath(path);
  if (parts !== undefined) return ustar(parts, size, '0');
  const record = paxRecord('path', path);
  const short: Parts = ['', Buffer.from(path).subarray(0, 100).toString('latin1')];
  return Buffer.concat([ustar(['', 'PaxHeader'], record.length, 'x'), record, tarPadding(record.length), ustar(short, size, '0')]);
}

type Parts = [prefix: string, name: string];

function ustar([prefix, name]: Parts, size: number, kind: '0' | 'x'): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0, 100, 'utf8');
  header.write('0000644\0', 100, 'latin1');
  header.write('0000000\0', 108, 'latin1');
  header.write('0000000\0', 116, 'latin1');
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  header.write('00000000000\0', 136, 'latin1');
  header.write('        ', 148, 'latin1');
  header.write(kind, 156, 'latin1');
  header.write('ustar\u000000', 257, 'latin1');
  header.write(prefix, 345, 155, 'utf8');
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}

/** Names of more than 100 bytes are cut at a slash: at most 155 before it, 100 behind; undefined where no slash stands so. */
function splitPath(path: string): Parts | undefined {
  if (Buffer.byteLength(path) <= 100) return ['', path];
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)];
    if (Buffer.byteLength(name) <= 100) return Buffer.byteLength(prefix) <= 155 ? [prefix, name] : undefined;
  }
  return undefined;
}

/** `27 path=…` and a line feed: the number counts itself. */
function paxRecord(name: string, value: string): Buffer {
  const rest = Buffer.byteLength(` ${name}=${value}\n`);
  let length = rest + String(rest).length;
  if (String(length).length > String(rest).length) length += 1;
  return Buffer.from(`${length} ${name}=${value}\n`);
}

/** Zeros up to the next block of 512. */
export const tarPadding = (size: number): Buffer => Buffer.alloc((512 - (size % 512)) % 512);
export const TAR_END = Buffer.alloc(1024);
