import { stripBlanks } from '@deidbench/dicom';
import { breaksInside } from './punkt-decide.ts';
import { NOT_IN_WORDS } from './punkt-words.ts';
import { SPACE } from './python-strings.ts';

const CANDIDATE = new RegExp(`[.?!](?=(?<after>${NOT_IN_WORDS}|(?<space>[${SPACE}]+)(?<next>[^${SPACE}]+)))`, 'gu');
const CLOSERS = new RegExp(`^["')\\]}]+?(?:[${SPACE}]+|(?=--)|(?=\\n)|(?![^]))`, 'u');
const TRAILING = new RegExp(`[${SPACE}]+$`, 'u');

interface Span {
  from: number;
  to: number;
}

interface Candidate {
  /** Behind the sign that may end a sentence. */
  end: number;
  /** Where the next sentence would start. */
  next: number;
  context: string;
}

/** Sentences of a text by Punkt (English), as `sent_tokenize` of NLTK 3.9.1 gives them. */
export function splitSentences(text: string): string[] {
  return realign(text, spans(text)).map(({ from, to }) => text.slice(from, to));
}

function spans(text: string): Span[] {
  const result: Span[] = [];
  let from = 0;
  for (const { end, next, context } of candidates(text)) {
    if (!breaksInside(context)) continue;
    result.push({ from, to: end });
    from = next;
  }
  result.push({ from, to: text.replace(TRAILING, '').length });
  return result;
}

/** Signs that may end a sentence; of those that follow the same word only the last counts. */
function candidates(text: string): Candidate[] {
  const result: Candidate[] = [];
  let word: Span = { from: 0, to: 0 };
  let pending: Candidate | undefined;
  for (const match of text.matchAll(CANDIDATE)) {
    const at = match.index;
    const blank = lastBlank(text, word.to, at);
    const start = blank > word.to ? blank + 1 : word.from;
    if (pending && word.to <= start) result.push(pending);
    word = { from: start, to: at };
    const { after, space, next } = match.groups!;
    pending = {
      end: at + 1,
      next: next === undefined ? at + 1 : at + 1 + space!.length,
      context: text.slice(start, at) + match[0] + after!,
    };
  }
  if (pending) result.push(pending);
  return result;
}

/** Position of the last ASCII blank in [from, to); `from` when there is none, or when it is the first character. */
function lastBlank(text: string, from: number, to: number): number {
  for (let at = to - 1; at > from; at -= 1) {
    const code = text.charCodeAt(at);
    if (code === 0x20 || (code >= 9 && code <= 13)) return at;
  }
  return from;
}

/** Closing quotes and brackets behind the sign belong to the sentence that it ends. */
function realign(text: string, found: Span[]): Span[] {
  const result: Span[] = [];
  let shift = 0;
  for (let i = 0; i < found.length; i += 1) {
    const span = { from: found[i]!.from + shift, to: found[i]!.to };
    const next = found[i + 1];
    const closers = next && CLOSERS.exec(text.slice(next.from, next.to));
    if (next && closers) {
      result.push({ from: span.from, to: next.from + stripBlanks(`x${closers[0]}`).length - 1 });
      shift = closers[0].length;
      continue;
    }
    if (next) shift = 0;
    if (span.to > span.from) result.push(span);
  }
  return result;
}
