export { isPlainNumber, plainNumber } from './python-strings.ts';
export { splitSentences } from './sentences.ts';
export { contentTokens, tokenize } from './tokenize.ts';
