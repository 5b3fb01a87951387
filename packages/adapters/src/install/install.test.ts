import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Manifest } from '@deidbench/core/manifest';
import { toolFolder } from '../cache.ts';
import { resolveAdapter } from '../registry.ts';
import { installDigest } from './digest.ts';
import { installAdapter, installedTool } from './index.ts';
import { withFolderLock } from './lock.ts';
import { readMarker } from './marker.ts';
import { findPython } from './python.ts';
import { fillWhole, installerEnvironment } from './whole.ts';

let root = '';
beforeEach(async () => void (root = await mkdtemp(join(tmpdir(), 'deidbench-install-'))));
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(root, { recursive: true, force: true });
});

async function manifestWith(install: Manifest['install']): Promise<Manifest> {
  const { manifest } = await resolveAdapter('identity');
  const { control: _control, ...rest } = manifest;
  return { ...rest, id: 'some-tool', install };
}

/** A version that is what a file of the installation says. */
function telling(file: string): Manifest['version'] {
  return { command: ['cat', `{tool}/${file}`], pattern: '(\\S+)' };
}

describe('installing', () => {
  it('says which variable to set for a tool that only its user can bring', async () => {
    const manifest = await manifestWith({ kind: 'user', env: 'SOME_TOOL_HOME', needs: ['tool.jar'] });
    vi.stubEnv('SOME_TOOL_HOME', '');
    expect(await installedTool(manifest, root, root)).toMatchObject({ ready: false, reason: 'not here: SOME_TOOL_HOME is not set' });
    vi.stubEnv('SOME_TOOL_HOME', root);
    expect(await installedTool(manifest, root, root)).toMatchObject({
      ready: false,
      reason: `SOME_TOOL_HOME is ${root}, but tool.jar is not in it`,
    });
    await writeFile(join(root, 'tool.jar'), '');
    expect(await installedTool(manifest, root, root)).toMatchObject({ ready: true, dir: root });
  });

  it('installs no system package without leave, and gives the command instead', async () => {
    const manifest = await manifestWith({ kind: 'apt', packages: ['no-such-package-of-deidbench'] });
    const tool = await installAdapter(manifest, root, { cache: root });
    expect(tool).toMatchObject({ ready: false, reason: 'not installed' });
    expect(tool.ready ? '' : tool.remedy).toContain('apt-get install -y --no-install-recommends no-such-package-of-deidbench');
  });

  it('never takes a half-made installation for a whole one', async () => {
    const manifest = await manifestWith({ kind: 'npm', lock: 'package-lock.json' });
    await writeFile(join(root, 'package-lock.json'), '{}');
    await writeFile(join(root, 'package.json'), '{}');
    const dir = toolFolder(root, manifest.id, await installDigest(manifest, root));
    await mkdir(join(dir, 'node_modules'), { recursive: true });
    expect(await installedTool(manifest, root, root)).toMatchObject({ ready: false, reason: 'not installed' });
    await writeFile(join(dir, '.deidbench-complete.json'), '{"lockDi');
    expect(await readMarker(dir)).toBeUndefined();
  });

  it('gives the reason and the remedy when a step fails', async () => {
    const manifest = await manifestWith({ kind: 'npm', lock: 'package-lock.json' });
    await writeFile(join(root, 'package-lock.json'), 'no json');
    await writeFile(join(root, 'package.json'), '{}');
    const tool = await installAdapter(manifest, root, { cache: root });
    expect(tool).toMatchObject({ ready: false, remedy: expect.stringContaining('npm') as string });
    expect((await readdir(join(root, 'tools'))).some((name) => name.endsWith('.lock'))).toBe(false);
  });

  it('finds no Python where none is, and says so', async () => {
    expect(await findPython('>=3.10', { PATH: root, HOME: root })).toBeUndefined();
    const manifest = await manifestWith({ kind: 'pip', python: '4.99', lock: 'requirements.txt' });
    await writeFile(join(root, 'requirements.txt'), '');
    const tool = await installAdapter(manifest, root, { cache: root });
    expect(tool.ready ? '' : tool.reason).toContain('no Python 4.99');
  });

  it('asks an image for its version inside, without a network, and says when the image is not there', async () => {
    const bin = join(root, 'bin');
    await mkdir(bin);
    const engine = `#!/bin/sh
      case "$1" in
        info) exit 0 ;;
        image) test "$3" = tool:1 ;;
        run) echo "$@" >"${root}/asked"; echo 'tool 4.2' ;;
      esac`;
    await writeFile(join(bin, 'docker'), engine, { mode: 0o755 });
    vi.stubEnv('PATH', `${bin}:${process.env.PATH ?? ''}`);
    const version = { command: ['tool', '--version'], pattern: 'tool (\\S+)' };
    const manifest = { ...(await manifestWith({ kind: 'none' })), runtime: 'docker' as const, image: 'tool:1', version };
    expect(await installedTool(manifest, root, root)).toMatchObject({ ready: true, version: '4.2' });
    expect(await readFile(join(root, 'asked'), 'utf8')).toMatch(/--network none .*--entrypoint tool tool:1 --version\n$/);
    expect(await installedTool({ ...manifest, image: 'tool:2' }, root, root)).toMatchObject({
      ready: false,
      reason: 'the image tool:2 is not on this machine',
      remedy: 'Run: docker pull tool:2',
    });
  });

  it('says of a cache that cannot be written which folder that is', async () => {
    const manifest = await manifestWith({ kind: 'npm', lock: 'package-lock.json' });
    for (const name of ['package-lock.json', 'package.json']) await writeFile(join(root, name), '{}');
    await writeFile(join(root, 'file'), 'no folder');
    const tool = await installAdapter(manifest, root, { cache: join(root, 'file') });
    expect(tool).toMatchObject({ ready: false, reason: `the folder ${join(root, 'file', 'tools')} can't be made (ENOTDIR)` });
    expect(tool.ready ? '' : tool.remedy).toContain('DEIDBENCH_CACHE');
  });

  it('says which program a tool lacks, and how to get it', async () => {
    const manifest = { ...(await manifestWith({ kind: 'none' })), programs: { 'no-such-program': 'some-package', sh: 'dash' } };
    const { ready, reason, remedy } = (await installedTool(manifest, root, root)) as { ready: boolean; reason: string; remedy: string };
    expect({ ready, reason }).toEqual({ ready: false, reason: 'needs no-such-program, which is not on the PATH' });
    expect(remedy).toBe(
      'Run: deidbench adapters install some-tool --system, or: sudo apt-get install -y --no-install-recommends some-package',
    );
  });

  it('says that a version is none that the adapter is for', async () => {
    const manifest = await manifestWith({ kind: 'none' });
    const asTold = (text: string) => ({ command: ['echo', text], pattern: '(\\S+)', from: '1.9.4', below: '2' });
    const found = async (text: string) => installedTool({ ...manifest, version: asTold(text) }, root, root);
    expect(await found('1.10.1+dfsg-2')).toMatchObject({ ready: true });
    for (const text of ['1.9.3', '2.0', '1'])
      expect(await found(text)).toMatchObject({
        ready: false,
        reason: `version ${text} is here, and this adapter is for versions from 1.9.4 below 2`,
      });
  });

  it('tells a tool that its user has upgraded from the one that was there before, so that no old result stands for it', async () => {
    const manifest = { ...(await manifestWith({ kind: 'user', env: 'SOME_TOOL_HOME', needs: ['version'] })), version: telling('version') };
    vi.stubEnv('SOME_TOOL_HOME', root);
    const locked = async (version: string) => {
      await writeFile(join(root, 'version'), version);
      const tool = await installedTool(manifest, root, root);
      return tool.ready ? tool.lockDigest : tool.reason;
    };
    const before = await locked('1.0');
    expect(await locked('2.0')).not.toBe(before);
    expect(await locked('1.0')).toBe(before);
  });

  it('does not run what was changed behind its back', async () => {
    const manifest = { ...(await manifestWith({ kind: 'npm', lock: 'package-lock.json' })), version: telling('version.txt') };
    await writeFile(join(root, 'package-lock.json'), '{ "lockfileVersion": 3, "packages": { "": {} } }');
    await writeFile(join(root, 'package.json'), '{}');
    const dir = toolFolder(root, manifest.id, await installDigest(manifest, root));
    await fillWhole(
      dir,
      async () => false,
      async () => {
        await writeFile(join(dir, 'version.txt'), '1.0');
        return { lockDigest: '', version: '1.0' };
      },
    );
    expect(await installedTool(manifest, root, root)).toMatchObject({ ready: true, version: '1.0' });
    await writeFile(join(dir, 'version.txt'), '0.9');
    expect(await installedTool(manifest, root, root)).toMatchObject({
      ready: false,
      reason: `what is in ${dir} is of version 0.9, and 1.0 was installed`,
      remedy: 'Run: deidbench adapters install some-tool',
    });
  });

  it('leaves nothing of what failed, and no installer at work that a killed deidbench left', async () => {
    const dir = join(root, 'tool');
    const stray = spawn('sleep', ['1000'], { env: { ...process.env, ...installerEnvironment(dir) }, stdio: 'ignore' });
    const ended = once(stray, 'exit');
    const failing = async () => {
      await writeFile(join(dir, 'half'), 'made');
      throw new Error('no');
    };
    await expect(fillWhole(dir, async () => false, failing)).rejects.toThrow('no');
    expect(await ended).toEqual([null, 'SIGKILL']);
    expect(existsSync(dir)).toBe(false);
  });

  it('says that a container runtime is not there, for a tool that comes as an image', async () => {
    const manifest = { ...(await manifestWith({ kind: 'none' })), runtime: 'podman' as const, image: 'example.org/tool@sha256:0' };
    vi.stubEnv('PATH', root);
    const tool = await installedTool(manifest, root, root);
    expect(tool).toMatchObject({
      ready: false,
      reason: 'podman was not found on the PATH',
      remedy: 'Install podman, then try `podman --version`.',
    });
  });

  it('works on one folder in one place at a time', async () => {
    const events: string[] = [];
    const work = (name: string) => async () => {
      events.push(`${name} begins`);
      await new Promise((settle) => setTimeout(settle, 20));
      events.push(`${name} ends`);
    };
    await Promise.all([withFolderLock(join(root, 'tool'), work('one')), withFolderLock(join(root, 'tool'), work('two'))]);
    expect([events[0]?.split(' ')[0], events[2]?.split(' ')[0]]).toEqual([events[1]?.split(' ')[0], events[3]?.split(' ')[0]]);
  });
});
