import { describe, expect, it } from 'vitest';
import { isShape } from './lines.ts';

describe('a text found in an image of 1,024 pixels', () => {
  it.each([
    ['two round shapes as large as ventricles', 'oo', 226, 243, true],
    ['the same with a blank between them', 'o o o', 226, 243, true],
    ['a laterality mark', 'L', 60, 80, false],
    ['initials in large letters', 'AB', 160, 120, false],
    ['a name in letters that fill the image', 'MORENO', 900, 240, false],
  ])('%s', (_, text, width, height, shape) => {
    expect(isShape(text, { width, height }, 1024)).toBe(shape);
  });

  it('may be larger against a small image', () => {
    expect(isShape('AB', { width: 60, height: 60 }, 128)).toBe(false);
  });
});
