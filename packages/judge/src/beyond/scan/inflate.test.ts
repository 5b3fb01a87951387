import { deflateSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { zipEntry } from '../../testing/zip-entry.ts';
import { inflateBudget, inflatedParts } from './inflate.ts';

const TEXT = Buffer.from('for Marguerite Hollister, again and again and again');
const found = (bytes: Uint8Array, budget = inflateBudget()): string[] =>
  [...inflatedParts(bytes, budget)].map((part) => Buffer.from(part).toString('latin1'));

it.each([
  ['zlib data', deflateSync(TEXT)],
  ['gzip data behind a header', Buffer.concat([Buffer.from('HDR1\0\0'), gzipSync(TEXT)])],
  ['an entry of a ZIP archive', Buffer.concat([zipEntry('a.txt', TEXT), Buffer.from('PK\u0001\u0002')])],
  ['a stream of a PDF document', Buffer.concat([Buffer.from('%PDF-1.5 stream\r\n'), deflateSync(TEXT), Buffer.from('\r\nendstream')])],
])('inflates %s', (_, bytes) => {
  expect(found(bytes)).toEqual([TEXT.toString()]);
});

it('gives what is there of a stream that was cut short', () => {
  const whole = gzipSync(Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * i) % 251)));
  expect(found(whole.subarray(0, whole.length / 2))[0]!.length).toBeGreaterThan(100);
});

it('stops where the streams of a file would give more than it may', () => {
  const many = Buffer.concat(Array.from({ length: 10 }, () => gzipSync(Buffer.alloc(1000))));
  const budget = { left: 2500, unread: 0 };
  expect(found(many, budget).reduce((sum, part) => sum + part.length, 0)).toBeLessThanOrEqual(2500);
  expect(budget.unread).toBeGreaterThan(0);
});

it('counts a stream that gives more than one may, and goes on behind it; not what only looks compressed', () => {
  const budget = inflateBudget();
  const large = gzipSync(Buffer.alloc(66 * 1024 * 1024));
  const notGzip = Buffer.from([0x1f, 0x8b, 8, 0xff, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(found(Buffer.concat([large, notGzip, gzipSync(TEXT)]), budget)).toEqual([TEXT.toString()]);
  expect(budget.unread).toBe(1);
});
