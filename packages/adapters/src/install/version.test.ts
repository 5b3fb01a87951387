import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolveAdapter } from '../registry.ts';
import { toldVersion } from './version.ts';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'deidbench-version-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** The version of a tool whose version command is this shell script; `image` asks it as a tool in an image is asked. */
async function told(script: string, { pattern = '(\\S+)', image = false } = {}): Promise<string> {
  const { manifest } = await resolveAdapter('identity');
  const tool = join(folder, 'version.sh');
  writeFileSync(tool, `#!/bin/sh\n${script}\n`, { mode: 0o700 });
  const asking = { ...manifest, version: { command: [tool], pattern } };
  return toldVersion(asking, { dir: folder, site: folder, folder }, image ? (argv) => [...argv] : undefined);
}

describe.each([false, true])('the version that a tool tells (in an image: %s)', (image) => {
  it('holds nothing that a terminal obeys', async () => {
    expect(await told(`printf '\\033[31m4.2\\033[0m\\n'`, { image })).toBe('4.2');
    expect(await told(`printf 'v 4.2\\007\\n build \\033]0;title\\007 7\\n'`, { image, pattern: 'v ([^]*)' })).toBe('4.2 build 7');
  });

  it('is found where the pattern asks for the beginning of a line', async () => {
    expect(await told(`printf 'Package: x\\r\\nVersion: 3.6.7\\r\\n'`, { image, pattern: '\\nVersion: (\\S+)' })).toBe('3.6.7');
  });

  it('is none where the command fails, whatever numbers it prints', async () => {
    const asked = told(`echo 'Traceback: line 3' >&2; exit 2`, { image, pattern: 'line (\\d+)' });
    await expect(asked).rejects.toThrow('said: exited 2 · Traceback: line 3');
  });

  it('is none where nothing is left of it', async () => {
    await expect(told(`printf ' '; echo`, { image, pattern: '(\\s*)$' })).rejects.toThrow('said: nothing');
  });
});
