import { contentTokens } from '@deidbench/judge/official';

const CACHE = 20_000;
const known = new Map<string, readonly string[]>();

/** Tokens that the official text test looks for; most texts repeat in a series. */
export function tokensOf(text: string): readonly string[] {
  let tokens = known.get(text);
  if (tokens === undefined) {
    tokens = contentTokens(text.toLowerCase());
    if (known.size >= CACHE) known.clear();
    known.set(text, tokens);
  }
  return tokens;
}

/** A text that may be looked for: all its tokens have three characters, and none stands in the words that must stay. */
export function isKeyable(span: string, left: string): boolean {
  const tokens = tokensOf(span);
  const rest = left.toLowerCase();
  return tokens.length > 0 && tokens.every((token) => token.length >= 3 && !rest.includes(token));
}
