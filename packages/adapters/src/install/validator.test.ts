import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { installedValidator } from './validator.ts';

let cache = '';
beforeEach(async () => void (cache = await mkdtemp(join(tmpdir(), 'deidbench-validator-'))));
afterEach(() => rm(cache, { recursive: true, force: true }));

it('says of a validator that is not here how to get it', async () => {
  expect(await installedValidator(cache)).toEqual({
    ready: false,
    name: 'dciodvfy',
    reason: 'not installed',
    remedy: 'Run: deidbench adapters install dciodvfy',
  });
});
