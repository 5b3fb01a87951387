import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inScratchFolder } from './scratch-folder.ts';

let root = '';
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'deidbench-scratch-test-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Runs a program that works in two scratch folders at once, sends it a signal when both are there, and tells how it ended. */
async function signalled(
  signal: NodeJS.Signals,
  { before = '', lasts = 30_000 } = {},
): Promise<{ code: number | null; by: string | null; left: string[] }> {
  const program = join(root, 'program.mjs');
  writeFileSync(
    program,
    `import { inScratchFolder } from ${JSON.stringify(new URL('scratch-folder.ts', import.meta.url).href)};
     ${before}
     const one = (ms) => inScratchFolder('scratch-', (_, signal) => new Promise((done) => {
       setTimeout(done, ${lasts});
       signal.addEventListener('abort', () => setTimeout(done, ms));
     }));
     const both = Promise.all([one(10), one(200)]);
     setTimeout(() => console.log('there'), 100);
     await both;
     console.log('went on');`,
  );
  const child = spawn(process.execPath, ['--conditions=@deidbench/source', program], {
    env: { ...process.env, TMPDIR: root },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => void (said += chunk.toString()));
  await once(child.stdout, 'data');
  child.kill(signal);
  const [code, by] = (await once(child, 'exit')) as [number | null, string | null];
  return {
    code,
    by,
    left: [...readdirSync(root).filter((name) => name.startsWith('scratch-')), ...(said.includes('went on') ? ['went on'] : [])],
  };
}

describe('a scratch folder', () => {
  it('is gone when the work is done, or fails', async () => {
    const seen: string[] = [];
    const work = async (folder: string) => void seen.push(folder);
    await inScratchFolder('deidbench-scratch-', work);
    await expect(inScratchFolder('deidbench-scratch-', async (folder) => Promise.reject(new Error(folder)))).rejects.toThrow('scratch-');
    expect(seen.map((folder) => existsSync(folder))).toEqual([false]);
    expect(process.listeners('SIGTERM').some(({ name }) => name === 'callOff')).toBe(false);
  });

  it('is gone although a tool took the rights from what is in it', async () => {
    const folder = await inScratchFolder('deidbench-scratch-', async (own) => {
      mkdirSync(join(own, 'deep', 'er'), { recursive: true });
      writeFileSync(join(own, 'deep', 'er', 'file'), '');
      mkdirSync(join(own, 'closed'), { mode: 0 });
      return own;
    });
    expect(existsSync(folder)).toBe(false);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('is gone where %s ends the program, and the program ends by that', async (signal) => {
    expect(await signalled(signal)).toEqual({ code: null, by: signal, left: [] });
  });

  it('is left to a program that listens to signals itself', async () => {
    expect(await signalled('SIGTERM', { before: `process.on('SIGTERM', () => undefined);`, lasts: 2000 })).toEqual({
      code: 0,
      by: null,
      left: ['went on'],
    });
  });
});
