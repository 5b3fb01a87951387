import { describe, expect, it } from 'vitest';
import { mendLookAlikes } from './look-alikes.ts';

describe('signs that look alike', () => {
  it.each([
    ['M0REN0 AMY', 'MORENO AMY'],
    ['D0B: 05.O9.1986', 'DOB: 05.O9.1986'],
    ['l980', '1980'],
    ['0lga', 'olga'],
    ['48392O17', '48392017'],
    ['AB1003', 'AB1003'],
    ['A00', 'A00'],
    ['2026', '2026'],
  ])('%s is read as %s', (read, mended) => {
    expect(mendLookAlikes(read)).toBe(mended);
  });
});
