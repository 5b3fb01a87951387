import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { blake3 } from './blake3.ts';
import { isHashedId, isHashedUid, shiftFormula } from './hashed.ts';
import { digest, HASHES, toInteger } from './hashes.ts';

it.each([
  ['', 'af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262'],
  ['abc', '6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85'],
])('computes the published BLAKE3 of %j', (text, expected) => {
  expect(blake3(text).toString('hex')).toBe(expected);
});

it('reads UIDs and ids that a real tool makes of plain BLAKE3', () => {
  const old = '1.3.109548.63800506.169708544.50972756.139100761';
  expect(isHashedUid('blake3', old, '9999.21566176697342450858515263453991285865510841280888731834709')).toBe(true);
  const padded = '1.3.111938.9713789.61938439.2523618.4667398';
  expect(isHashedUid('blake3', padded, '9999.31603939596355990881194330025380300803378585558184884555224')).toBe(true);
  expect(isHashedUid('sha256', old, '9999.21566176697342450858515263453991285865510841280888731834709')).toBe(false);
  expect(isHashedId('blake3', '11537292', '8760932727')).toBe(true);
});

it('takes a random UID and id for no hash', () => {
  expect(isHashedUid('md5', '1.2.3.4', '2.25.168563213161313909423092476654845160384')).toBe(false);
  expect(isHashedId('md5', '11537292', 'SET-001')).toBe(false);
});

it('finds a shift that follows from the Patient ID, and none in shifts drawn at random', () => {
  const patients = ['4711', '4712', '4713', '4714'];
  const shifts = patients.map((patient) => ({ patient, shift: -Number(toInteger(digest('sha1', patient)) % 3650n) }));
  expect(shiftFormula(shifts)).toBe('sha1');
  expect(shiftFormula(patients.map((patient, i) => ({ patient, shift: -401 - i * 97 })))).toBeUndefined();
});

const OLD = '1.2.392.77.1.0.5.1';
const hex = (name: string): string => createHash(name).update(OLD).digest('hex');
const decimal = (text: string): string => BigInt(`0x${text}`).toString();
const backwards = (text: string): string => Buffer.from(text, 'hex').reverse().toString('hex');

it.each([
  ['the number cut to 64 characters under a root', `1.2.826.0.1.3680043.8.498.${decimal(hex('sha512'))}`.slice(0, 64)],
  ['its first 96 bits', `2.25.${decimal(hex('sha256').slice(0, 24))}`],
  ['its first 30 letters', `2.25.${decimal(hex('sha256').slice(0, 30))}`],
  ['its last 128 bits', `2.25.${decimal(hex('sha1').slice(-32))}`],
  ['a rest of 20 digits', `1.2.9.${decimal(hex('md5')).slice(-20)}`],
  ['its bytes from the other end', `2.25.${decimal(backwards(hex('md5')))}`],
  ['its bytes as components', `1.9.${[...Buffer.from(hex('md5'), 'hex')].join('.')}`.slice(0, 64)],
  ['its letters as digits', `1.9.${Array.from(hex('md5'), (letter) => Number.parseInt(letter, 16)).join('')}`.slice(0, 64)],
  ['a UUID of version 5 in the namespace of OIDs', '2.25.24009132519408722969394342197817774641'],
  ['a UUID of version 3 in the namespace of hosts', '2.25.104159103888993643901659326929528908842'],
])('reads a UID that is a hash of the old one: %s', (_, now) => {
  expect(HASHES.some((name) => isHashedUid(name, OLD, now))).toBe(true);
});

it('finds a hash of the old id in the middle of a new one, and one of few digits only where that is asked for', () => {
  const old = createHash('sha256').update('70316284');
  const text = old.digest('hex');
  expect(isHashedId('sha256', '70316284', `ANON-${text.slice(8, 20)}`)).toBe(true);
  const few = decimal(text).slice(-8);
  expect([isHashedId('sha256', '70316284', few), isHashedId('sha256', '70316284', few, 8)]).toEqual([false, true]);
});

const IDS = Array.from({ length: 7 }, (_, i) => `4711${i * i}93${i}`);
it.each<[string, (id: string) => number]>([
  ['a hash modulo any number of days behind any first day', (id) => -Number(toInteger(digest('sha256', id)) % 3286n) - 365],
  ['six letters of a hash, forwards', (id) => Number(toInteger(digest('sha1', id).subarray(0, 3)) % 500n) + 1],
  ['a shift to both sides', (id) => Number(toInteger(digest('md5', id)) % 731n) - 365],
  ['a checksum', (id) => -(crc32(id) % 365) - 1],
  ['the number itself', (id) => -(Number(id) % 1000) - 1],
])('works out a date shift that follows from the Patient ID: %s', (_, shiftOf) => {
  expect(shiftFormula(IDS.map((patient) => ({ patient, shift: shiftOf(patient) })))).toBeDefined();
  const random = [-1812, -407, -2930, -3111, -990, -1425, -2208];
  expect(shiftFormula(IDS.map((patient, i) => ({ patient, shift: random[i]! })))).toBeUndefined();
});
