import { describe, expect, it } from 'vitest';
import { printable, visible } from './visible.ts';

describe('text from files', () => {
  it('shows what would be obeyed: controls, marks of direction, half a pair', () => {
    expect(visible('a\u0000\u001b[31m\u202eb\u200f\ud800c')).toBe('a‹0000›‹001B›[31m‹202E›b‹200F›‹D800›c');
    expect(printable('a\u009b2J\u2066b\u2028')).toBe('a·2J·b·');
  });

  it('leaves letters of every script and pairs of surrogates alone', () => {
    const text = 'Müller 山田 שלום 😀';
    expect([visible(text), printable(text)]).toEqual([text, text]);
  });
});
