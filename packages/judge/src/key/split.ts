const OPEN = 0x7b;
const CLOSE = 0x7d;

/** Byte ranges of a row's checks: check i lies in [starts[i], ends[i]). */
export interface Split {
  bytes: Buffer;
  starts: Uint32Array;
  ends: Uint32Array;
}

const labels: Buffer[] = [];
/** `"12": ` as bytes. */
function label(index: number): Buffer {
  return (labels[index] ??= Buffer.from(`"${index}": `, 'latin1'));
}

const isAt = (bytes: Buffer, text: Buffer, at: number): boolean =>
  at + text.length <= bytes.length && bytes.compare(text, 0, text.length, at, at + text.length) === 0;

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
  let at = 1;
  for (let check = 0; at < last; check += 1) {
    const name = label(check);
    if (!isAt(bytes, name, at)) return undefined;
    at += name.length;
    if (bytes[at] !== OPEN) return undefined;
    const next = label(check + 1);
    starts.push(at);
    const known = same(check, at);
    let stop = at + known;
    if (known === 0 || (stop !== last && !(bytes[stop] === 0x2c && bytes[stop + 1] === 0x20 && isAt(bytes, next, stop + 2)))) {
      stop = findNext(bytes, next, at, last);
    }
    ends.push(stop);
    at = stop === last ? last : stop + 2;
  }
  return { bytes, starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) };
}

function findNext(bytes: Buffer, next: Buffer, from: number, last: number): number {
  const separator = Buffer.concat([Buffer.from(', '), next, Buffer.from('{')]);
  const found = bytes.indexOf(separator, from);
  return found < 0 ? last : found;
}
