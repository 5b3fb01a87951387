import { afterEach, expect, it, vi } from 'vitest';
import type { Install } from '@deidbench/core/manifest';
import { obstacleTo } from './obstacle.ts';

afterEach(() => vi.unstubAllEnvs());

it.each<[string, Install, string]>([
  ['npm', { kind: 'npm', lock: 'package-lock.json' }, 'npm was not found on the PATH'],
  ['cargo', { kind: 'cargo', crate: 'some-tool', version: '1.0.0' }, 'cargo was not found on the PATH'],
  ['Maven', { kind: 'maven', artifacts: [] }, 'mvn was not found on the PATH'],
])('says that %s is lacking where it is, before anybody is sent to install with it', async (_, install, message) => {
  vi.stubEnv('PATH', '/nowhere');
  vi.stubEnv('npm_execpath', undefined);
  expect((await obstacleTo(install))?.message).toBe(message);
});
