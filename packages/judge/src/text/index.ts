export { pythonRepr } from './python-repr.ts';
export { isPlainNumber, plainNumber, splitSpaces, strip } from './python-strings.ts';
export { splitSentences } from './sentences.ts';
export { contentTokens, tokenize } from './tokenize.ts';
