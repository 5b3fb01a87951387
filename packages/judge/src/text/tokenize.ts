import stopWordList from './data/stop-words-english.json' with { type: 'json' };
import { splitSentences } from './sentences.ts';
import { tokenizeSentence } from './word-tokenizer.ts';

const STOP_WORDS = new Set(stopWordList.words.split(' '));
/** Python's `string.punctuation`, sign by sign (`-.` is a token like any other), and the marks beside it. */
const PUNCTUATION = new Set([...'!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'.split(''), '“', '”', '‘', '’', '``', '•']);

/** Words and punctuation of a text as `word_tokenize` of NLTK 3.9.1 gives them (Punkt sentences, then words). */
export function tokenize(text: string): string[] {
  return splitSentences(text).flatMap(tokenizeSentence);
}

/** The tokens that the official text test compares: no stop words, no punctuation. */
export function contentTokens(text: string): string[] {
  return tokenize(text).filter((token) => !STOP_WORDS.has(token) && !PUNCTUATION.has(token));
}
