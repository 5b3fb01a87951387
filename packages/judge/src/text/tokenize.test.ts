import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { contentTokens, isPlainNumber, plainNumber, splitSentences, tokenize } from './index.ts';
import tokens from './testing/tokens.json' with { type: 'json' };

describe('tokens as NLTK 3.9.1 gives them', () => {
  it.each(tokens.cases)('splits %j', ({ text, tokens: words, kept, sentences }) => {
    expect(splitSentences(text)).toEqual(sentences);
    expect(tokenize(text)).toEqual(words);
    expect(contentTokens(text)).toEqual(kept);
  });

  it('takes a word that ends in a hyphen for no abbreviation', () => {
    expect(splitSentences("room b-. 's")).toEqual(['room b-.', "'s"]);
  });

  it('takes any text without an error, and loses no letter of it', () => {
    const letters = (text: string): string => text.replace(/[^\p{L}]/gu, '');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(letters(tokenize(text).join(''))).toBe(letters(text));
      }),
    );
  });

  it('splits a long text of periods in linear time', () => {
    expect(tokenize('. a'.repeat(20_000)).length).toBeGreaterThan(20_000);
  });
});

describe('numbers as Python sees them', () => {
  it.each([
    ['12', true, 12],
    ['1.', true, 1],
    ['.5', true, 0.5],
    ['٣', true, 3],
    ['１２', true, 12],
    ['²', true, undefined],
    ['①', true, undefined],
    ['-1', false, undefined],
    ['1e3', false, undefined],
    ['1.2.3', false, undefined],
    ['', false, undefined],
    ['.', false, undefined],
  ])('%j is plain: %s', (text, plain, value) => {
    expect(isPlainNumber(text)).toBe(plain);
    expect(plain ? plainNumber(text) : undefined).toBe(value);
  });
});
