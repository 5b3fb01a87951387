import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runSandboxed } from './run-sandboxed.ts';
import { Bench } from './testing/bench.ts';
import type { Exec, Sandbox } from './types.ts';

const ENGINES = fileURLToPath(new URL('./testing/engines', import.meta.url));
const PATH = process.env.PATH;

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
  mkdirSync(bench.at('engine'));
  process.env.FAKE_DOCKER = bench.at('engine');
  process.env.PATH = [ENGINES, PATH].join(delimiter);
});
afterEach(() => {
  process.env.PATH = PATH;
  delete process.env.FAKE_DOCKER;
  const left = bench.left();
  bench.clear();
  if (left.length > 0) throw new Error(`processes left behind: ${left.join(', ')}`);
});

function run(argv: string[], changes: Partial<Sandbox> = {}): Promise<Exec> {
  return runSandboxed({ argv, env: {} }, { ...bench.sandbox('group'), container: { runtime: 'docker', image: 'tool:1' }, ...changes });
}

describe('a tool in a container', () => {
  it('runs with the settings of every tool, and its container is taken away', async () => {
    const exec = await run(['sh', '-c', 'echo "$TZ $HOME"']);
    expect(exec).toMatchObject({ end: 'exited', exitCode: 0, isolation: { method: 'docker', network: 'none', readOnlyInput: true } });
    expect(bench.log()).toBe(`UTC ${bench.at('home')}\n`);
    expect(readFileSync(bench.at('engine', 'calls'), 'utf8')).toBe('run\ninspect\nrm\n');
    expect(readdirSync(bench.at('engine'))).toEqual(['calls']);
  });

  it('that hangs is ended at its time limit, though it is no child of ours', async () => {
    expect((await run(['sleep', '1000'], bench.limits({ seconds: 0.8 }))).end).toBe('timeout');
  });

  it('has its memory and CPU time seen', async () => {
    const exec = await run(['sh', '-c', 'i=0; while [ "$i" -lt 300000 ]; do i=$((i + 1)); done; sleep 0.2']);
    expect(exec.peakBytes).toBeGreaterThan(500_000);
    expect(exec.cpuSeconds).toBeGreaterThan(0.05);
  });

  it('that the engine ended for its memory is out of memory', async () => {
    writeFileSync(bench.at('engine', 'oom'), '');
    expect(await run(['sh', '-c', 'kill -s KILL $$'])).toMatchObject({ end: 'out-of-memory' });
  });

  it('whose image is not there is told by the image', async () => {
    const exec = await run(['true'], { container: { runtime: 'docker', image: 'tool:2' } });
    expect(exec).toMatchObject({ end: 'infrastructure', detail: expect.stringContaining('"tool:2"') });
  });

  it('whose image has no such program is not installed', async () => {
    expect((await run(['no-such-tool'])).end).toBe('not-installed');
  });

  it('whose engine is not there is not installed', async () => {
    process.env.PATH = '/nowhere';
    const exec = await run(['true'], { container: { runtime: 'podman', image: 'tool:1' } });
    expect(exec).toMatchObject({ end: 'not-installed', detail: '"podman" is not a program of this machine' });
  });
});
