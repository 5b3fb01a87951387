/** A stream of random numbers that depends on its key alone, never on the order of the work. */
export interface Rng {
  /** 0 ≤ x < 1. */
  next(): number;
  /** 32 random bits. */
  bits(): number;
  /** Whole number from low to high, both ends possible. */
  int(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
  /** Picks with the given weights. */
  weighted<T>(list: readonly (readonly [T, number])[]): T;
  chance(share: number): boolean;
  digits(count: number): string;
  shuffle<T>(list: readonly T[]): T[];
  /** Standard normal (Box–Muller). */
  normal(): number;
}

/** Four 32-bit words of a text (cyrb128). */
function hash128(text: string): [number, number, number, number] {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let i = 0; i < text.length; i++) {
    const k = text.charCodeAt(i);
    a = b ^ Math.imul(a ^ k, 597399067);
    b = c ^ Math.imul(b ^ k, 2869860233);
    c = d ^ Math.imul(c ^ k, 951274213);
    d = a ^ Math.imul(d ^ k, 2716044179);
  }
  a = Math.imul(c ^ (a >>> 18), 597399067);
  b = Math.imul(d ^ (b >>> 22), 2869860233);
  c = Math.imul(a ^ (c >>> 17), 951274213);
  d = Math.imul(b ^ (d >>> 19), 2716044179);
  return [(a ^ b ^ c ^ d) >>> 0, (b ^ a) >>> 0, (c ^ a) >>> 0, (d ^ a) >>> 0];
}

/** sfc32 (Chris Doty-Humphrey, PractRand), keyed by the parts joined. */
export function rng(...key: (string | number)[]): Rng {
  let [a, b, c, d] = hash128(key.join('\u0000'));
  const bits = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) bits();
  const next = (): number => bits() / 4294967296;
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(list: readonly T[]): T => {
    const found = list[int(0, list.length - 1)];
    if (found === undefined) throw new RangeError('pick from an empty list');
    return found;
  };
  return {
    next,
    bits,
    int,
    pick,
    weighted<T>(list: readonly (readonly [T, number])[]): T {
      let at = next() * list.reduce((sum, [, w]) => sum + w, 0);
      for (const [value, weight] of list) if ((at -= weight) < 0) return value;
      return pick(list)[0];
    },
    chance: (share) => next() < share,
    digits: (count) => Array.from({ length: count }, (_, i) => String(int(i === 0 ? 1 : 0, 9))).join(''),
    shuffle<T>(list: readonly T[]): T[] {
      const out = [...list];
      for (let i = out.length - 1; i > 0; i--) {
        const j = int(0, i);
        [out[i], out[j]] = [out[j] as T, out[i] as T];
      }
      return out;
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}
