import { arch, availableParallelism, cpus, platform, release, totalmem } from 'node:os';
import type { Isolation } from '@deidbench/core/model';

/** What a run ran on and with. Names no host and no user. */
export function provenanceOf(isolation: Isolation, more: Record<string, unknown>): Record<string, unknown> {
  return {
    ...more,
    isolation,
    node: process.version,
    machine: {
      platform: platform(),
      release: release(),
      arch: arch(),
      cpu: cpus()[0]?.model ?? 'unknown',
      cores: availableParallelism(),
      memoryBytes: totalmem(),
    },
  };
}
