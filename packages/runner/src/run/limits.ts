import type { Limits } from '@deidbench/core/model';

/** Limits of an attempt where the user names none: alike for all tools and machines, since they are part of what a result depends on. */
export function defaultLimits(): Limits {
  return { seconds: 900, memoryBytes: 4 * 2 ** 30, diskBytes: 20 * 2 ** 30, processes: 512 };
}
