import type { Check } from './check.ts';

let slots = 0;

/** Keeps something beside each check for as long as the check lives, as a WeakMap would, at the cost of a field. */
export class PerCheck<T> {
  private readonly slot: number;

  constructor() {
    this.slot = slots;
    slots += 1;
  }

  get(check: Check): T | undefined {
    return check.memo?.[this.slot] as T | undefined;
  }

  set(check: Check, value: T): T {
    (check.memo ??= [])[this.slot] = value;
    return value;
  }
}
