import { expect, it } from 'vitest';
import { shownValue } from './shown-value.ts';

it('masks the value and not what is said of its length', () => {
  expect(shownValue('Meyer^Anna', 20, false)).toBe('M████^A███');
  expect(shownValue('Meyer^Anna Stephanie', 10, false)).toBe('M████^A███… (20 characters)');
  expect(shownValue('Meyer^Anna Stephanie', 10, true)).toBe('Meyer^Anna… (20 characters)');
  expect(shownValue(undefined, 10, false)).toBe('');
});
