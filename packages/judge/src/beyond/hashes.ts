import { createHash } from 'node:crypto';
import { blake3 } from './blake3.ts';

/** Plain hashes that tools use without a secret. */
export const HASHES = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'blake3'] as const;
export type HashName = (typeof HASHES)[number];

export const digest = (name: HashName, text: string): Buffer => (name === 'blake3' ? blake3(text) : createHash(name).update(text).digest());

export const toInteger = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);

const OID_NAMESPACE = Buffer.from('6ba7b8129dad11d180b400c04fd430c8', 'hex');
const UUID_VERSIONS = [3, 4, 5] as const;

/** The hash of a text as UUIDs (RFC 9562), with and without the namespace for OIDs, with each version that tools put on a hash. */
export function hashUuids(name: HashName, text: string): bigint[] {
  const plain = digest(name, text);
  const named = name === 'blake3' ? [] : [createHash(name).update(OID_NAMESPACE).update(text).digest()];
  return UUID_VERSIONS.flatMap((version) => [plain, ...named].map((hash) => asUuid(hash, version)));
}

function asUuid(hash: Uint8Array, version: number): bigint {
  const bytes = Uint8Array.from(hash.subarray(0, 16));
  bytes[6] = (bytes[6]! & 0x0f) | (version << 4);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return toInteger(bytes);
}
