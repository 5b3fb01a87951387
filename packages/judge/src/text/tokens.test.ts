import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unpack } from '@deidbench/dicom/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { contentTokens, splitSentences, tokenize } from './index.ts';

interface Example {
  text: string;
  tokens: string[];
  kept: string[];
  sentences?: string[];
}

const work = mkdtempSync(join(tmpdir(), 'tokens-'));
unpack(join(import.meta.dirname, '../../vectors/official.tar.zst'), work);
const examples = readFileSync(join(work, 'tokens.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Example);
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe('1,700 texts of answer keys and outputs', () => {
  it('have the tokens that NLTK 3.9.1 gives', () => {
    expect(examples).toHaveLength(1700);
    for (const { text, tokens } of examples) expect({ text, tokens: tokenize(text) }).toEqual({ text, tokens });
  });

  it('keep the same tokens beside stop words and punctuation', () => {
    for (const { text, kept } of examples) expect({ text, kept: contentTokens(text) }).toEqual({ text, kept });
  });

  it('are split where Punkt splits them', () => {
    const split = examples.flatMap(({ text, sentences }) => (sentences === undefined ? [] : [{ text, sentences }]));
    expect(split.length).toBeGreaterThan(100);
    for (const { text, sentences } of split) expect({ text, sentences: splitSentences(text) }).toEqual({ text, sentences });
  });
});
