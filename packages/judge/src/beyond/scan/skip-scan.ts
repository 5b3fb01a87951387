/** A byte text to look for. ASCII letters match in both cases unless `exact`. At least `SHORTEST` bytes. */
export interface BytePattern {
  bytes: Uint8Array;
  exact: boolean;
}

/** Shortest pattern of the skip scan, in bytes: shorter ones would stop it at every other byte and match by chance. */
export const SHORTEST = 6;

const FOLD = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte));
const NEVER = SHORTEST - 1;

interface Anchored {
  index: number;
  bytes: Uint8Array;
  exact: boolean;
  /** Where the six bytes that the scan looks for lie in the pattern. */
  at: number;
}

/**
 * Finds many byte patterns in one pass (Wu and Manber, 1994, with blocks of two bytes). Of each pattern six bytes are looked for;
 * the table says for each pair of bytes how far the window may move at least, so most bytes are never looked at.
 */
export class SkipScan {
  readonly #shift = new Uint8Array(65_536).fill(NEVER);
  readonly #buckets = new Map<number, Anchored[]>();

  constructor(patterns: readonly BytePattern[]) {
    patterns.forEach((pattern, index) => this.#add(pattern, index));
  }

  /** Calls `hit(pattern, offset)` for every occurrence in bytes [from, to), by ascending end of the six bytes looked for. */
  scan(bytes: Uint8Array, from: number, to: number, hit: (pattern: number, offset: number) => void): void {
    if (this.#buckets.size === 0) return;
    const shift = this.#shift;
    let at = from + SHORTEST - 1;
    while (at < to) {
      const move = shift[(bytes[at - 1]! << 8) | bytes[at]!]!;
      if (move > 0) {
        at += move;
        continue;
      }
      const candidates = this.#buckets.get(windowKey(bytes, at - NEVER));
      if (candidates) this.#verify(candidates, bytes, at - NEVER, from, to, hit);
      at += 1;
    }
  }

  #add({ bytes, exact }: BytePattern, index: number): void {
    if (bytes.length < SHORTEST) throw new RangeError(`pattern of ${bytes.length} bytes: the skip scan needs ${SHORTEST}`);
    const at = rarestWindow(bytes);
    for (let i = 1; i < SHORTEST; i += 1) this.#allow(bytes[at + i - 1]!, bytes[at + i]!, NEVER - i);
    const key = windowKey(bytes, at);
    const bucket = this.#buckets.get(key);
    const anchored = { index, bytes, exact, at };
    if (bucket) bucket.push(anchored);
    else this.#buckets.set(key, [anchored]);
  }

  #allow(first: number, second: number, distance: number): void {
    for (const a of cases(first)) {
      for (const b of cases(second)) {
        const block = (a << 8) | b;
        if (this.#shift[block]! > distance) this.#shift[block] = distance;
      }
    }
  }

  #verify(
    candidates: readonly Anchored[],
    bytes: Uint8Array,
    window: number,
    from: number,
    to: number,
    hit: (pattern: number, offset: number) => void,
  ): void {
    for (const { index, bytes: pattern, exact, at } of candidates) {
      const start = window - at;
      if (start < from || start + pattern.length > to) continue;
      if (matches(pattern, exact, bytes, start)) hit(index, start);
    }
  }
}

function matches(pattern: Uint8Array, exact: boolean, bytes: Uint8Array, start: number): boolean {
  for (let i = 0; i < pattern.length; i += 1) {
    const a = pattern[i]!;
    const b = bytes[start + i]!;
    if (a !== b && (exact || FOLD[a] !== FOLD[b])) return false;
  }
  return true;
}

/** Six folded bytes as one number (48 bits). */
function windowKey(bytes: Uint8Array, at: number): number {
  const high = (FOLD[bytes[at]!]! << 16) | (FOLD[bytes[at + 1]!]! << 8) | FOLD[bytes[at + 2]!]!;
  const low = (FOLD[bytes[at + 3]!]! << 16) | (FOLD[bytes[at + 4]!]! << 8) | FOLD[bytes[at + 5]!]!;
  return high * 0x1_00_00_00 + low;
}

function cases(byte: number): number[] {
  const folded = FOLD[byte]!;
  return folded >= 0x61 && folded <= 0x7a ? [folded, folded - 0x20] : [byte];
}

/** The window of a pattern whose bytes are least common in DICOM files; of equals the last, as UIDs differ at their end. */
function rarestWindow(bytes: Uint8Array): number {
  let best = 0;
  let least = Infinity;
  for (let at = 0; at + SHORTEST <= bytes.length; at += 1) {
    let cost = 0;
    for (let i = at; i < at + SHORTEST; i += 1) cost += commonness(bytes[i]!);
    if (cost <= least) {
      least = cost;
      best = at;
    }
  }
  return best;
}

function commonness(byte: number): number {
  if (byte === 0) return 4;
  if (byte === 0x20) return 3;
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x2e ? 2 : 1;
}
