import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quoteShell } from './quote.ts';

it('gives a shell each word back as it was', () => {
  const words = fc.sample(fc.string({ unit: 'grapheme-ascii', maxLength: 20 }), 60).filter((word) => !word.includes('\0'));
  const script = words.map((word) => `printf '%s\\0' ${quoteShell(word)}`).join('\n');
  expect(execFileSync('/bin/sh', ['-c', script], { encoding: 'utf8' }).split('\0').slice(0, -1)).toEqual(words);
});
