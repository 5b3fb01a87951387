import { expect, it } from 'vitest';
import { blake3 } from './blake3.ts';
import { isHashedId, isHashedUid, shiftFormula } from './hashed.ts';
import { digest, toInteger } from './hashes.ts';

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
