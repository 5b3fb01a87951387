import type { Manifest } from '@deidbench/core/manifest';

const LIGHT_MEGABYTES = 100;

/** Whether a tool is small enough to be installed without being asked for by name: by the demo and by the tests. */
export function isLight(manifest: Manifest): boolean {
  return (manifest.installMegabytes ?? 0) <= LIGHT_MEGABYTES;
}
