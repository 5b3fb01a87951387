import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadManifest } from '@deidbench/core/manifest';
import { testAdapter } from './contract/test-adapter.ts';
import { installAdapter } from './install/index.ts';
import { newAdapter } from './new-adapter.ts';

describe('a new adapter', () => {
  it('keeps the whole contract before a line of it is changed', { timeout: 300_000 }, async ({ skip }) => {
    const parent = await mkdtemp(join(tmpdir(), 'deidbench-new-'));
    try {
      const folder = await newAdapter(parent, 'my-tool');
      const tool = await installAdapter(await loadManifest(folder), folder);
      if (!tool.ready) return skip(`${tool.reason} ${tool.remedy}`);
      const { points } = await testAdapter(folder);
      expect(points.filter(({ ok }) => !ok)).toEqual([]);
    } finally {
      await rm(parent, { recursive: true, force: true });
    }
  });

  it('refuses names that are no ids and folders that are there', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'deidbench-new-'));
    await expect(newAdapter(parent, '../My Tool')).rejects.toMatchObject({ code: 'BAD_NAME' });
    await newAdapter(parent, 'twice');
    await expect(newAdapter(parent, 'twice')).rejects.toMatchObject({ code: 'EXISTS' });
    await rm(parent, { recursive: true });
  });

  it('refuses the ids of controls, of built-in tools and of what the configuration brings, and makes no folder', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'deidbench-new-'));
    const ours = await newAdapter(parent, 'ours');
    for (const name of ['oracle', 'identity', 'dicognito', 'ours'])
      await expect(newAdapter(join(parent, 'elsewhere'), name, { extraFolders: [ours] })).rejects.toMatchObject({
        code: 'TAKEN',
        message: expect.stringMatching(/^(oracle|identity|dicognito|ours) is the id of .*\. Choose another name\.$/) as string,
      });
    expect(await readdir(parent)).toEqual(['ours']);
    await rm(parent, { recursive: true });
  });
});
