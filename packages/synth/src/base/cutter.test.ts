import { identifier, type Identifier } from '@deidbench/judge/identifiers';
import { expect, it } from 'vitest';
import { Cutter } from './cutter.ts';

const known = (kind: Identifier['kind'], text: string): Identifier => identifier('', kind, text, true) as Identifier;
const cutter = new Cutter([
  known('name', 'Vandersloot^Hieronymus'),
  known('name', 'Hieronymus'),
  known('name', 'Ng^An'),
  known('name', 'Meyer'),
  known('name', '山田^太郎'),
  known('direct-number', 'BMRN774411'),
  known('direct-number', 'K7712'),
  known('contact', '+1-555-010-4477'),
  known('birth-date', '19530417'),
  known('site', 'Saint Elsewhere Hospital'),
]);
const cut = (text: string, vr = 'LO', whole = false): string | undefined => cutter.cut(text, vr, whole);

it.each([
  ['CT ABD for Hieronymus Vandersloot', 'CT ABD'],
  ['VANDERSLOOT^HIERONYMUS axial', 'axial'],
  ['vandersloot, hieronymus: knee', 'knee'],
  ['pt hieronymus called', 'pt called'],
  ['axial BMRN774411', 'axial'],
  ['axial (K7712)', 'axial'],
  ["Mr. Meyer's knee", 'Mr. knee'],
  ['Thorax Ng An seated', 'Thorax seated'],
  ['born 17.04.1953, thorax', 'born, thorax'],
  ['thorax, call 555-010-4477', 'thorax'],
  ['reply to h.vandersloot@example.org soon', 'reply to soon'],
  ['Saint Elsewhere Hospital thorax', 'thorax'],
  ['頭部 山田 太郎', '頭部'],
])('leaves of %j what names nobody', (text, left) => expect(cut(text)).toBe(left));

it.each(['Vandersloot Inc', 'BMRN774411', 'for Vandersloot', 'Dr. Meyer', 'Ng^An'])('leaves nothing of %j', (text) =>
  expect(cut(text)).toBe(''),
);

it.each(['CHEST PA', 'Vandersloots', 'SIEMENS', 'angle 12', '1.2.840.10008.1.2', 'K77120'])('does not touch %j', (text) =>
  expect(cut(text)).toBeUndefined(),
);

it('cuts each of several values by itself, and a term as a whole', () => {
  expect(cut('AXIAL\\Vandersloot\\2')).toBe('AXIAL\\\\2');
  expect(cut('AXIAL\\VANDERSLOOT 2', 'CS', true)).toBe('AXIAL\\');
  expect(cut('Vandersloot\\Meyer')).toBe('');
});

it('takes a number of a numeric element for an identifier only where it is long and the whole value', () => {
  const numbers = new Cutter([known('direct-number', '774411'), known('accession-number', '12345')]);
  expect(numbers.cut('774411', 'IS', true)).toBe('');
  expect(numbers.cut('0.774411', 'DS', true)).toBeUndefined();
  expect(numbers.cut('12345', 'DS', true)).toBeUndefined();
});

it('finds identifiers among bytes, and short names only in bytes that are text', () => {
  expect(cutter.isIn(Buffer.from('\u0001\u0002Vandersloot\u0000', 'latin1'), 'UN')).toBe(true);
  expect(cutter.isIn(Buffer.from('Meyer '), 'UN')).toBe(true);
  expect(cutter.isIn(Buffer.from('\u0001Meyer\u0002', 'latin1'), 'OB')).toBe(false);
});

it('reads a long text in a time that grows with it: with its square, the test would never end', () => {
  expect(cut('c'.repeat(1_000_000), 'UT')).toBeUndefined();
});
