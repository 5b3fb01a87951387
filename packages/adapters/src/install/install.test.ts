import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
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

  it('says that a container runtime is not there, for a tool that comes as an image', async () => {
    const manifest = { ...(await manifestWith({ kind: 'none' })), runtime: 'podman' as const, image: 'example.org/tool@sha256:0' };
    vi.stubEnv('PATH', root);
    const tool = await installedTool(manifest, root, root);
    expect(tool).toMatchObject({ ready: false, remedy: expect.stringContaining('podman') as string });
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
