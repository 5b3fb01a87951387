import { createHash } from 'node:crypto';

/** Old → new UIDs and ids of one patient. New UIDs depend on the seed and the old UID alone, so that any worker gives the same. */
export class Crosswalk {
  readonly uids = new Map<string, string>();
  private readonly seed: string;

  constructor(seed: string) {
    this.seed = seed;
  }

  /** A UID under 2.25 from 128 bits (PS3.5 B.2). */
  uid(old: string): string {
    let found = this.uids.get(old);
    if (found === undefined) {
      found = hashedUid(`${this.seed}\u0000new uid\u0000${old}`);
      this.uids.set(old, found);
    }
    return found;
  }
}

export function hashedUid(text: string): string {
  const bytes = createHash('sha256').update(text).digest('hex').slice(0, 32);
  return `2.25.${BigInt(`0x${bytes}`)}`;
}
