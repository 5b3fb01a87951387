import { join, resolve } from 'node:path';
import type { InstalledTool, Manifest } from '@deidbench/core/manifest';
import { defaultCache, toolFolder } from '../cache.ts';
import { AdapterError } from '../errors.ts';
import { aptVersions, installApt } from './apt.ts';
import { installCargo } from './cargo.ts';
import { installDigest } from './digest.ts';
import { withFolderLock } from './lock.ts';
import { readMarker } from './marker.ts';
import { fromMachine, NOT_INSTALLED, notReady } from './on-machine.ts';
import { installMaven } from './maven.ts';
import { installNpm } from './npm.ts';
import { obstacleTo } from './obstacle.ts';
import { installPip, sitePackages } from './pip.ts';
import { missingPrograms, withoutPrograms } from './programs.ts';
import { toldVersion } from './version.ts';
import { fillWhole } from './whole.ts';

export interface InstallProgress {
  id: string;
  step: string;
}

export interface InstallOptions {
  cache?: string;
  /** Allows system packages to be installed. Without it their command is given as the remedy. */
  system?: boolean;
  onProgress?: (progress: InstallProgress) => void;
}

/**
 * Brings a tool onto this machine: in an own folder of the cache, at the versions of its lock, once. Never throws for what can go
 * wrong with an installation: the answer says why the tool is not ready and what to do.
 */
export async function installAdapter(manifest: Manifest, folder: string, options: InstallOptions = {}): Promise<InstalledTool> {
  const cache = options.cache ?? defaultCache();
  const say = (text: string) => options.onProgress?.({ id: manifest.id, step: text });
  try {
    const { install } = manifest;
    const packages = await missingPackages(manifest);
    if (packages.length > 0 && options.system) await withFolderLock(join(cache, 'tools', 'system'), () => installApt(packages, say));
    if (packages.length > 0 && install.kind === 'apt' && !options.system) return await installedTool(manifest, folder, cache);
    if (hasOwnFolder(manifest)) await installIntoCache(manifest, resolve(folder), cache, say);
    return await installedTool(manifest, folder, cache);
  } catch (error) {
    if (error instanceof AdapterError) return notReady(manifest, folder, error.message, error.remedy);
    return notReady(
      manifest,
      folder,
      `installing failed: ${(error as Error).message}`,
      `Look at the folder ${cache} (space, rights), then install again.`,
    );
  }
}

/** The system's packages that a tool needs and this machine lacks. */
async function missingPackages(manifest: Manifest): Promise<string[]> {
  const { install } = manifest;
  const own = install.kind === 'apt' && !(await aptVersions(install.packages)) ? install.packages : [];
  return [...own, ...missingPrograms(manifest).map(({ debian }) => debian)];
}

/** A tool as it stands on this machine. Looks only; uses no network and installs nothing. */
export async function installedTool(manifest: Manifest, folder: string, cache: string = defaultCache()): Promise<InstalledTool> {
  try {
    const tool = hasOwnFolder(manifest) ? await fromCache(manifest, resolve(folder), cache) : await fromMachine(manifest, resolve(folder));
    const missing = tool.ready ? missingPrograms(manifest) : [];
    if (missing.length === 0) return tool;
    const { reason, remedy } = withoutPrograms(manifest.id, missing);
    return notReady(manifest, folder, reason, remedy);
  } catch (error) {
    if (error instanceof AdapterError) return notReady(manifest, folder, error.message, error.remedy);
    return notReady(manifest, folder, (error as Error).message, `Run: deidbench adapters doctor ${manifest.id}`);
  }
}

function hasOwnFolder({ install }: Manifest): boolean {
  return install.kind === 'pip' || install.kind === 'npm' || install.kind === 'cargo' || install.kind === 'maven';
}

async function installIntoCache(manifest: Manifest, folder: string, cache: string, say: (step: string) => void): Promise<void> {
  const lockDigest = await installDigest(manifest, folder);
  const dir = toolFolder(cache, manifest.id, lockDigest);
  const isWhole = async () => (await fromCache(manifest, folder, cache)).ready;
  await fillWhole(dir, isWhole, async () => {
    const obstacle = await obstacleTo(manifest.install);
    if (obstacle) throw obstacle;
    await fill(manifest, folder, dir, say);
    say('asking its version');
    return { lockDigest, version: await toldVersion(manifest, { dir, site: await siteOf(manifest, dir), folder }) };
  });
}

async function fill({ install }: Manifest, folder: string, dir: string, say: (step: string) => void): Promise<void> {
  if (install.kind === 'pip') await installPip(dir, join(folder, install.lock), install.python, say);
  if (install.kind === 'npm') await installNpm(dir, join(folder, install.lock), say);
  if (install.kind === 'cargo') await installCargo(dir, install.crate, install.version, say);
  if (install.kind === 'maven') await installMaven(dir, install.artifacts, install.repository, say);
}

async function fromCache(manifest: Manifest, folder: string, cache: string): Promise<InstalledTool> {
  const lockDigest = await installDigest(manifest, folder);
  const dir = toolFolder(cache, manifest.id, lockDigest);
  const marker = await readMarker(dir);
  const remedy = `Run: deidbench adapters install ${manifest.id}`;
  if (!marker) return notReady(manifest, folder, NOT_INSTALLED, remedy);
  const site = await siteOf(manifest, dir);
  // Asked anew: the folder lies open to whoever has it, and a version must not stand in a report that did not run.
  const version = await toldVersion(manifest, { dir, site, folder }).catch((error: Error) => error);
  if (version === marker.version) return { ready: true, manifest, folder, dir, site, version, lockDigest };
  const found = version instanceof Error ? 'tells no version' : `is of version ${version}`;
  return notReady(manifest, folder, `what is in ${dir} ${found}, and ${marker.version} was installed`, remedy);
}

async function siteOf(manifest: Manifest, dir: string): Promise<string> {
  return manifest.install.kind === 'pip' ? await sitePackages(dir) : dir;
}
