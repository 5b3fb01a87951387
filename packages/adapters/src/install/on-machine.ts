import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { InstalledTool, Manifest } from '@deidbench/core/manifest';
import { aptCommand, aptVersions } from './apt.ts';
import { installDigest } from './digest.ts';
import { run } from './run.ts';
import { toldVersion } from './version.ts';

/** The reason of a tool that can be installed and is not. */
export const NOT_INSTALLED = 'not installed';

/** A tool that deidbench keeps no folder for: a system package, one that the user brought, an image, or nothing but its driver. */
export async function fromMachine(manifest: Manifest, folder: string): Promise<InstalledTool> {
  const { install } = manifest;
  const digest = await installDigest(manifest, folder);
  if (manifest.runtime !== 'process') return containerTool(manifest, folder, digest, manifest.runtime);
  if (install.kind === 'user') return userTool(manifest, folder, digest, install);
  if (install.kind === 'apt') {
    const versions = await aptVersions(install.packages);
    if (!versions)
      return notReady(
        manifest,
        folder,
        NOT_INSTALLED,
        `Run: deidbench adapters install ${manifest.id} --system, or: ${aptCommand(install.packages)}`,
      );
    return ready(manifest, folder, '/usr', `${digest}+${versions.join('+')}`);
  }
  return ready(manifest, folder, folder, digest);
}

async function userTool(
  manifest: Manifest,
  folder: string,
  digest: string,
  { env, needs }: { env: string; needs: string[] },
): Promise<InstalledTool> {
  const home = process.env[env];
  const remedy = `Set ${env} to the folder that holds ${needs.join(', ')} (docs/tools.md#${manifest.id}).`;
  if (!home) return notReady(manifest, folder, `not here: ${env} is not set`, remedy);
  for (const need of needs) {
    if (!(await stat(join(home, need)).catch(() => undefined)))
      return notReady(manifest, folder, `${env} is ${home}, but ${need} is not in it`, remedy);
  }
  return ready(manifest, folder, resolve(home), digest);
}

/** Of a tool in an image only the runtime is looked at; whether the image is there shows when it is called. */
async function containerTool(manifest: Manifest, folder: string, digest: string, runtime: string): Promise<InstalledTool> {
  const { code, output } = await run([runtime, runtime === 'apptainer' ? '--version' : 'info'], { seconds: 30 });
  if (code === 0) return ready(manifest, folder, folder, `${digest}+${manifest.image ?? ''}`);
  const said = output.split('\n').at(-1) ?? '';
  return notReady(
    manifest,
    folder,
    `${runtime} does not run here: ${said}`,
    `Install ${runtime}, start its service, and try \`${runtime} info\`.`,
  );
}

async function ready(manifest: Manifest, folder: string, dir: string, lockDigest: string): Promise<InstalledTool> {
  const version = await toldVersion(manifest, { dir, site: dir, folder });
  return { ready: true, manifest, folder, dir, site: dir, version, lockDigest };
}

/** The answer for a tool that cannot be run, with the reason and what to do. */
export function notReady(manifest: Manifest, folder: string, reason: string, remedy: string): InstalledTool {
  return { ready: false, manifest, folder: resolve(folder), reason, remedy };
}
