// The day on which CTP.jar was built: version.mjs CTP.jar. CTP has no version number; its jar's manifest says "Date: 2021.06.30 at …".
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';

const jar = readFileSync(process.argv[2]);
const name = Buffer.from('META-INF/MANIFEST.MF');
// Central directory entry of a ZIP archive: signature, and the fields that lead to the stored bytes.
for (let at = jar.indexOf('PK\x01\x02'); at >= 0; at = jar.indexOf('PK\x01\x02', at + 4)) {
  const nameLength = jar.readUInt16LE(at + 28);
  if (!jar.subarray(at + 46, at + 46 + nameLength).equals(name)) continue;
  const [method, size, local] = [jar.readUInt16LE(at + 10), jar.readUInt32LE(at + 20), jar.readUInt32LE(at + 42)];
  const start = local + 30 + jar.readUInt16LE(local + 26) + jar.readUInt16LE(local + 28);
  const stored = jar.subarray(start, start + size);
  const text = (method === 8 ? inflateRawSync(stored) : stored).toString('utf8');
  console.log(/^Date:\s*(\S+)/m.exec(text)?.[1] ?? 'unknown');
  break;
}
