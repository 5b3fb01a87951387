import { expect, it } from 'vitest';
import { inertTexts } from './inert-texts.ts';

it('shows what would be obeyed in every text and name of a member, however deep, and leaves numbers alone', () => {
  expect(inertTexts({ a: ['\u202eb', 1, null], '\u0000': { c: true, d: 'plain' } })).toEqual({
    a: ['‹202E›b', 1, null],
    '‹0000›': { c: true, d: 'plain' },
  });
});

it('cuts texts of a million characters short', () => {
  expect(inertTexts(['x'.repeat(1_000_000)])[0]).toMatch(/^x{4000}… \(1,000,000 characters\)$/u);
});
