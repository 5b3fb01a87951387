import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { doctor } from './doctor.ts';
import { resolveAdapter } from './registry.ts';

describe('the doctor', () => {
  it('runs a tool on one small file before it calls it ready', async () => {
    expect(await doctor(await resolveAdapter('scorched'))).toEqual({
      id: 'scorched',
      control: true,
      ready: true,
      version: '1',
      reason: null,
      remedy: null,
    });
  });

  it('says of a tool that is not installed how to install it', async () => {
    const cache = await mkdtemp(join(tmpdir(), 'deidbench-doctor-'));
    const found = await doctor(await resolveAdapter('dicognito'), cache);
    expect(found).toEqual({
      id: 'dicognito',
      control: false,
      ready: false,
      version: null,
      reason: 'not installed',
      remedy: 'Run: deidbench adapters install dicognito',
    });
    await rm(cache, { recursive: true });
  });

  it('says that the Python is missing which a tool needs, before it says to install the tool', async () => {
    const cache = await mkdtemp(join(tmpdir(), 'deidbench-doctor-'));
    const entry = await resolveAdapter('dicognito');
    const unmet = {
      ...entry,
      manifest: { ...entry.manifest, install: { kind: 'pip' as const, python: '4.99', lock: 'requirements.txt' } },
    };
    const { reason, remedy } = await doctor(unmet, cache);
    expect(reason).toBe('not installed: no Python 4.99 with venv was found on the PATH or under pyenv');
    expect(remedy).toContain('Install Python 4.99');
    await rm(cache, { recursive: true });
  });

  it('says of a tool that makes nothing what it said itself', async () => {
    const entry = await resolveAdapter('identity');
    const broken = { ...entry, manifest: { ...entry.manifest, command: ['{node}', '-e', 'console.error("no licence"); process.exit(3)'] } };
    const found = await doctor(broken);
    expect(found).toMatchObject({ ready: false, version: '1' });
    expect(found.reason).toContain('exited 3');
    expect(found.reason).toContain('no licence');
  });

  it('points to the page of built-in tools for those alone, and to the home page and the manifest of others', async () => {
    const built = await resolveAdapter('identity');
    const command = ['{node}', '-e', ''];
    const silent = { ...built, manifest: { ...built.manifest, command } };
    expect((await doctor(silent)).remedy).toBe('Look at docs/tools.md#identity.');
    const { control: _control, ...rest } = silent.manifest;
    const manifest = { ...rest, homepage: 'https://example.org/tool' };
    const { remedy } = await doctor({ ...silent, folder: '/somewhere/ours', origin: 'folder', manifest });
    expect(remedy).toBe('Look at https://example.org/tool and /somewhere/ours/adapter.json.');
    const install = { kind: 'user' as const, env: 'DEIDBENCH_NO_SUCH_HOME', needs: ['tool.jar'] };
    const brought = await doctor({ ...silent, folder: '/somewhere/ours', origin: 'folder', manifest: { ...manifest, install } });
    expect(brought.remedy).toBe(
      'Set DEIDBENCH_NO_SUCH_HOME to the folder that holds tool.jar (https://example.org/tool and /somewhere/ours/adapter.json).',
    );
  });

  it('hears of a tool that cannot even be called, and goes on', async () => {
    const entry = await resolveAdapter('identity');
    const { ready, reason } = await doctor({ ...entry, manifest: { ...entry.manifest, command: ['{nothing}'] } });
    expect({ ready, reason }).toEqual({ ready: false, reason: expect.stringContaining('{nothing} has no value here') as string });
  });

  it('does not take the copy that a tool was to change, and did not, for its answer', async () => {
    const entry = await resolveAdapter('identity');
    const idle = { ...entry, manifest: { ...entry.manifest, input: 'copy-in-place' as const, command: ['{node}', '-e', ''] } };
    expect(await doctor(idle)).toMatchObject({ ready: false });
  });
});
