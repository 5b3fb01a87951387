import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { InstalledTool, Manifest } from '@deidbench/core/manifest';
import { findExecutable } from '@deidbench/core/process';
import { aptCommand, aptVersions } from './apt.ts';
import { installDigest } from './digest.ts';
import { whereToLook } from '../where-to-look.ts';
import { run } from './run.ts';
import { toldVersion, versionProblem } from './version.ts';

type Engine = Exclude<Manifest['runtime'], 'process'>;

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
  const remedy = `Set ${env} to the folder that holds ${needs.join(', ')} (${whereToLook(manifest, folder)}).`;
  if (!home) return notReady(manifest, folder, `not here: ${env} is not set`, remedy);
  for (const need of needs) {
    if (!(await stat(join(home, need)).catch(() => undefined)))
      return notReady(manifest, folder, `${env} is ${home}, but ${need} is not in it`, remedy);
  }
  return ready(manifest, folder, resolve(home), digest);
}

/** Of a tool in an image the runtime is looked at, and the image is asked for its version: nothing is pulled. */
async function containerTool(manifest: Manifest, folder: string, digest: string, runtime: Engine): Promise<InstalledTool> {
  const { image = '' } = manifest;
  if (findExecutable(runtime, process.env.PATH) === undefined)
    return notReady(manifest, folder, `${runtime} was not found on the PATH`, `Install ${runtime}, then try \`${runtime} --version\`.`);
  const { code, output } = await run([runtime, runtime === 'apptainer' ? '--version' : 'info'], { seconds: 30 });
  if (code !== 0) {
    const said = (output.split('\n').at(-1) ?? '').replace(/[.?!]+$/u, '');
    return notReady(
      manifest,
      folder,
      `${runtime} does not run here: ${said}`,
      `Install ${runtime}, start its service, and try \`${runtime} info\`.`,
    );
  }
  if (!(await hasImage(runtime, image))) {
    const remedy = runtime === 'apptainer' ? `Put the image file there.` : `Run: ${runtime} pull ${image}`;
    return notReady(manifest, folder, `the image ${image} is not on this machine`, remedy);
  }
  // Machines that share a run may keep an image file in different places.
  const named = runtime === 'apptainer' ? basename(image) : image;
  return ready(manifest, folder, folder, `${digest}+${named}`, versionCommand(runtime, image));
}

async function hasImage(runtime: Engine, image: string): Promise<boolean> {
  if (runtime === 'apptainer') return (await stat(image).catch(() => undefined)) !== undefined;
  return (await run([runtime, 'image', 'inspect', image], { seconds: 60 })).code === 0;
}

/** How a program is asked for its version inside an image: without a network, without any of our folders, and nothing is left behind. */
function versionCommand(runtime: Engine, image: string): (argv: readonly string[]) => string[] {
  return ([program = '', ...rest]) =>
    runtime === 'apptainer'
      ? ['apptainer', 'exec', '--containall', '--no-home', '--no-privs', '--net', '--network', 'none', image, program, ...rest]
      : [
          runtime,
          'run',
          '--rm',
          '--pull',
          'never',
          '--network',
          'none',
          '--read-only',
          '--cap-drop',
          'ALL',
          '--entrypoint',
          program,
          image,
          ...rest,
        ];
}

async function ready(
  manifest: Manifest,
  folder: string,
  dir: string,
  lockDigest: string,
  inside?: (argv: readonly string[]) => string[],
): Promise<InstalledTool> {
  const version = await toldVersion(manifest, { dir, site: dir, folder }, inside);
  const problem = versionProblem(manifest, version);
  if (problem) return notReady(manifest, folder, problem, `Bring a version that it is for (${whereToLook(manifest, folder)}).`);
  // No lock pins what lies on the machine: only its version tells one of today from one of yesterday.
  return { ready: true, manifest, folder, dir, site: dir, version, lockDigest: `${lockDigest}+${version}` };
}

/** The answer for a tool that cannot be run, with the reason and what to do. */
export function notReady(manifest: Manifest, folder: string, reason: string, remedy: string): InstalledTool {
  return { ready: false, manifest, folder: resolve(folder), reason, remedy };
}
