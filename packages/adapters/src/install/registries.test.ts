import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Manifest } from '@deidbench/core/manifest';
import { resolveAdapter } from '../registry.ts';
import { installAdapter } from './index.ts';

const MINUTES = 60_000;
const isNightly = process.env.DEIDBENCH_NIGHTLY !== undefined;

let cache = '';
beforeEach(async () => void (cache = await mkdtemp(join(tmpdir(), 'deidbench-registries-'))));
afterEach(() => rm(cache, { recursive: true, force: true }));

async function manifestWith(install: Manifest['install'], version: Manifest['version']): Promise<{ manifest: Manifest; folder: string }> {
  const { manifest, folder } = await resolveAdapter('identity');
  const { control: _control, ...rest } = manifest;
  return { manifest: { ...rest, id: 'some-tool', install, version }, folder };
}

// No built-in tool comes from these two registries: what third parties' manifests may ask for is tried with real packages.
describe.skipIf(!isNightly)('registries that no built-in tool uses', () => {
  it('crates.io: a program is built at its version into a folder of its own', { timeout: 30 * MINUTES }, async () => {
    const install = { kind: 'cargo', crate: 'dicom-anonymization', version: '0.3.1' } as const;
    const { manifest, folder } = await manifestWith(install, {
      command: ['{tool}/bin/dcmanon', '--version'],
      pattern: '(\\d+\\.\\d+\\.\\d+)',
    });
    const tool = await installAdapter(manifest, folder, { cache });
    expect(tool).toMatchObject({ ready: true, version: '0.3.1' });
  });

  it('crates.io: a version that is not there is told, and nothing half-made is left to be used', { timeout: 5 * MINUTES }, async () => {
    const { manifest, folder } = await manifestWith({ kind: 'cargo', crate: 'dicom-anonymization', version: '0.0.999' }, { fixed: '1' });
    const tool = await installAdapter(manifest, folder, { cache });
    expect(tool).toMatchObject({ ready: false, reason: expect.stringContaining('0.0.999') as string });
  });

  it('Maven: archives are copied by their coordinates', { timeout: 10 * MINUTES }, async () => {
    const artifacts = ['com.github.jai-imageio:jai-imageio-core:1.4.0', 'com.github.jai-imageio:jai-imageio-jpeg2000:1.4.0'];
    const { manifest, folder } = await manifestWith({ kind: 'maven', artifacts }, { fixed: '1.4.0' });
    const tool = await installAdapter(manifest, folder, { cache });
    expect(tool).toMatchObject({ ready: true });
    const jars = (await readdir(tool.ready ? tool.dir : cache)).filter((name) => name.endsWith('.jar'));
    expect(jars).toEqual(['jai-imageio-core-1.4.0.jar', 'jai-imageio-jpeg2000-1.4.0.jar']);
  });

  it('Maven: an archive that is not there is told with its coordinates', { timeout: 10 * MINUTES }, async () => {
    const { manifest, folder } = await manifestWith({ kind: 'maven', artifacts: ['org.example:no-such-archive:1.0'] }, { fixed: '1' });
    const tool = await installAdapter(manifest, folder, { cache });
    expect(tool).toMatchObject({ ready: false, reason: expect.stringContaining('org.example:no-such-archive') as string });
  });
});
