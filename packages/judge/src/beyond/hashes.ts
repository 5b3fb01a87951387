import { createHash } from 'node:crypto';
import { blake3 } from './blake3.ts';

/** Plain hashes that tools use without a secret. */
export const HASHES = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'blake3'] as const;
export type HashName = (typeof HASHES)[number];

export const digest = (name: HashName, text: string): Buffer => (name === 'blake3' ? blake3(text) : createHash(name).update(text).digest());

export const toInteger = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);

/** Namespaces of name-based UUIDs for names of hosts, URLs, OIDs and X.500. */
const NAMESPACES = [0, 1, 2, 4].map((n) => Buffer.from(`6ba7b81${n}9dad11d180b400c04fd430c8`, 'hex'));
const UUID_VERSIONS = [3, 4, 5] as const;

/** The hash of a text as UUIDs (RFC 9562), with and without a namespace, with each version that tools put on a hash. */
export function hashUuids(name: HashName, text: string): bigint[] {
  const plain = digest(name, text);
  const named = name === 'blake3' ? [] : NAMESPACES.map((namespace) => createHash(name).update(namespace).update(text).digest());
  return UUID_VERSIONS.flatMap((version) => [plain, ...named].map((hash) => asUuid(hash, version)));
}

function asUuid(hash: Uint8Array, version: number): bigint {
  const bytes = Uint8Array.from(hash.subarray(0, 16));
  bytes[6] = (bytes[6]! & 0x0f) | (version << 4);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return toInteger(bytes);
}
