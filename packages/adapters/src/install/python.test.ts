import { describe, expect, it } from 'vitest';
import { isMinorOf } from './python.ts';

describe('isMinorOf', () => {
  it.each([
    ['3.12', '3.12', true],
    ['3.11', '3.12', false],
    ['3.9', '>=3.10', false],
    ['3.13', '>=3.10,<3.14', true],
    ['3.14', '>=3.10,<3.14', false],
    ['3.12', '==3.12.*', true],
    ['', '>=3.10', false],
    ['3.12', 'newest', false],
  ])('Python %s for %s: %s', (minor, wanted, fits) => {
    expect(isMinorOf(minor, wanted)).toBe(fits);
  });
});
