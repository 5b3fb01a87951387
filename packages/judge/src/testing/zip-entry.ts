import { deflateRawSync } from 'node:zlib';

const DEFLATED = 8;

/** One entry of a ZIP archive: its local header, its name, its data deflated. */
export function zipEntry(name: string, content: Uint8Array): Buffer {
  const data = deflateRawSync(content);
  const header = Buffer.alloc(30);
  header.write('PK\u0003\u0004', 'latin1');
  header.writeUInt16LE(DEFLATED, 8);
  header.writeUInt32LE(data.length, 18);
  header.writeUInt32LE(content.length, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name), data]);
}
