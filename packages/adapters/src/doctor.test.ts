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
      ready: false,
      version: null,
      reason: 'not installed',
      remedy: 'Run: deidbench adapters install dicognito',
    });
    await rm(cache, { recursive: true });
  });

  it('says of a tool that makes nothing what it said itself', async () => {
    const entry = await resolveAdapter('identity');
    const broken = { ...entry, manifest: { ...entry.manifest, command: ['{node}', '-e', 'console.error("no licence"); process.exit(3)'] } };
    const found = await doctor(broken);
    expect(found).toMatchObject({ ready: false, version: '1' });
    expect(found.reason).toContain('exited 3');
  });

  it('does not take the copy that a tool was to change, and did not, for its answer', async () => {
    const entry = await resolveAdapter('identity');
    const idle = { ...entry, manifest: { ...entry.manifest, input: 'copy-in-place' as const, command: ['{node}', '-e', ''] } };
    expect(await doctor(idle)).toMatchObject({ ready: false });
  });
});
