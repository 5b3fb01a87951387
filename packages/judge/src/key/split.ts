const OPEN = 0x7b;
const CLOSE = 0x7d;

/** Byte ranges of a row's checks: check i lies in [starts[i], ends[i]). */
export interface Split {
  bytes: Buffer;
  starts: Uint32Array;
  ends: Uint32Array;
  /** 1 where the check is the text that `same` knows at its place. */
  known: Uint8Array;
}

const labels: Buffer[] = [];
/** `"12": ` as bytes. */
function label(index: number): Buffer {
  return (labels[index] ??= Buffer.from(`"${index}": `, 'latin1'));
}

function isAt(bytes: Buffer, text: Buffer, at: number): boolean {
  for (let i = 0; i < text.length; i += 1) if (bytes[at + i] !== text[i]) return false;
  return true;
}

const isSeparated = (bytes: Buffer, at: number, next: Buffer): boolean =>
  bytes[at] === 0x2c && bytes[at + 1] === 0x20 && isAt(bytes, next, at + 2);

/**
 * Cuts a row's JSON, `{"0": {…}, "1": {…}}` as the released keys write it, into the texts of its checks without parsing it. `same(i, at)`
 * gives the length of check i where it is byte for byte a text that is known to be whole, else 0.
 * A cut is a guess until each piece parses as an object: the text `, "7": {` can't stand inside a JSON string (its quotes would be escaped) and
 * inside a nested object the cut leaves pieces that don't parse. Undefined for any other shape.
 */
export function splitChecks(bytes: Buffer, same: (check: number, at: number) => number): Split | undefined {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1]! <= 0x20) end -= 1;
  if (bytes[0] !== OPEN || end < 2 || bytes[end - 1] !== CLOSE) return undefined;
  const last = end - 1;
  const starts: number[] = [];
  const ends: number[] = [];
  const known: number[] = [];
  let at = 1;
  for (let check = 0; at < last; check += 1) {
    const name = label(check);
    if (!isAt(bytes, name, at)) return undefined;
    at += name.length;
    if (bytes[at] !== OPEN) return undefined;
    const next = label(check + 1);
    starts.push(at);
    const length = same(check, at);
    const whole = length > 0 && (at + length === last || isSeparated(bytes, at + length, next));
    const stop = whole ? at + length : findNext(bytes, next, at, last);
    known.push(whole ? 1 : 0);
    ends.push(stop);
    at = stop === last ? last : stop + 2;
  }
  return { bytes, starts: Uint32Array.from(starts), ends: Uint32Array.from(ends), known: Uint8Array.from(known) };
}

function findNext(bytes: Buffer, next: Buffer, from: number, last: number): number {
  const separator = Buffer.concat([Buffer.from(', '), next, Buffer.from('{')]);
  const found = bytes.indexOf(separator, from);
  return found < 0 ? last : found;
}
