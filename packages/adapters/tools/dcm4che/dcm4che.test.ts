import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { doctor } from '../../src/doctor.ts';
import { resolveAdapter } from '../../src/registry.ts';
import { describeAdapter } from '../../src/testing/describe-adapter.ts';

describeAdapter(import.meta.url);

const FOLDER = fileURLToPath(new URL('.', import.meta.url));

let home = '';
beforeEach(() => void (home = mkdtempSync(join(tmpdir(), 'deidbench-dcm4che-'))));
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(home, { recursive: true, force: true });
});

/** Something that is laid out and called like the distribution, and copies. */
function fakeDistribution(): void {
  for (const folder of ['bin', 'lib']) mkdirSync(join(home, folder));
  writeFileSync(join(home, 'lib', 'dcm4che-core-5.35.0.jar'), '');
  writeFileSync(join(home, 'bin', 'deidentify'), '#!/bin/sh\nfor out; do in=$before; before=$out; done\ncp -r "$in/." "$out"\n');
  chmodSync(join(home, 'bin', 'deidentify'), 0o755);
}

describe('the doctor on a tool that its user brings', () => {
  it('says which variable to set', async () => {
    vi.stubEnv('DCM4CHE_HOME', '');
    const { ready, reason, remedy } = await doctor(await resolveAdapter(FOLDER));
    expect({ ready, reason }).toEqual({ ready: false, reason: 'not here: DCM4CHE_HOME is not set' });
    expect(remedy).toContain('bin/deidentify, lib');
  });

  it('says what is missing in the folder that the variable names', async () => {
    vi.stubEnv('DCM4CHE_HOME', home);
    expect((await doctor(await resolveAdapter(FOLDER))).reason).toBe(`DCM4CHE_HOME is ${home}, but bin/deidentify is not in it`);
  });

  it('calls it ready, with its version, once it works on a small file', async () => {
    fakeDistribution();
    vi.stubEnv('DCM4CHE_HOME', home);
    expect(await doctor(await resolveAdapter(FOLDER))).toMatchObject({ ready: true, version: '5.35.0' });
  });
});
