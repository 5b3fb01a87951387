import { createHash } from 'node:crypto';

/** Plain hashes that tools use without a secret. */
export const HASHES = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const;
export type HashName = (typeof HASHES)[number];

export const digest = (name: HashName, text: string): Buffer => createHash(name).update(text).digest();

export const toInteger = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`);

/** Name-based UUID (RFC 9562) of version 3 or 5 in the namespace for OIDs. */
export function nameUuid(name: 'md5' | 'sha1', text: string): bigint {
  const namespace = Buffer.from('6ba7b8129dad11d180b400c04fd430c8', 'hex');
  const bytes = createHash(name).update(namespace).update(text).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | (name === 'md5' ? 0x30 : 0x50);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return toInteger(bytes);
}
