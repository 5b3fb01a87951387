import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { folderBytes } from '../folder-size.ts';
import { tryIsolation } from '../isolation.ts';
import { LOG_CAP } from '../log-capture.ts';
import { processTable } from '../process-table.ts';
import { runSandboxed } from '../run-sandboxed.ts';
import type { ProcessMethod } from '../types.ts';
import { Bench } from './bench.ts';

const NONE = { pidNamespace: false, readOnlyInput: false, hiddenRun: false, network: 'host' } as const;

/** What a tool can and cannot do under one method: a file of tests a method, so that they run side by side. */
export async function describeSandbox(method: ProcessMethod): Promise<void> {
  const isolation = await tryIsolation(method);
  let bench: Bench;

  beforeEach(() => {
    bench = new Bench();
  });

  afterEach(() => {
    const left = bench.left();
    bench.clear();
    if (left.length > 0) throw new Error(`processes left behind: ${left.join(', ')}`);
  });

  describe.skipIf(!isolation)(`a tool in a sandbox by ${method}`, () => {
    const { pidNamespace, readOnlyInput, hiddenRun, network } = isolation ?? NONE;

    it('that hangs is ended at its time limit', async () => {
      const exec = await bench.run(method, ['hang.sh'], bench.limits({ seconds: 0.5 }));
      expect(exec).toMatchObject({ end: 'timeout', detail: 'no end after 0.5 s' });
    });

    it('that put a grandchild into a session of its own is ended with it', async () => {
      const exec = await bench.run(method, ['new-session.sh'], bench.limits({ seconds: 0.5 }));
      expect(exec.end).toBe('timeout');
    });

    it('that ignores TERM is killed', async () => {
      const exec = await bench.run(method, ['ignores-term.sh'], bench.limits({ seconds: 0.3 }));
      expect(exec.end).toBe('timeout');
    });

    it('that saves its work when asked to end has time for it', async () => {
      await bench.run(method, ['cleans-up.sh', bench.at('out')], bench.limits({ seconds: 0.5 }));
      expect(readFileSync(bench.at('out', 'saved'), 'utf8')).toBe('saved\n');
    });

    it('that ends with children left is done, and so are they', async () => {
      const exec = await bench.run(method, ['forgotten-child.sh']);
      expect(exec).toMatchObject({ end: 'exited', exitCode: 0 });
      expect(bench.log()).toBe('done\n');
    });

    it.runIf(pidNamespace)('that left a daemon without any environment leaves nothing', async () => {
      // Nothing but its own span tells this daemon from those of tests beside it, which sleep too.
      const span = `1000.${randomInt(1e9)}`;
      const sleepers = (): number => processTable().filter(({ pid }) => commandLine(pid) === `sleep\0${span}\0`).length;
      const during = bench.run(method, ['daemon.sh', span]);
      await vi.waitFor(() => expect(sleepers()).toBe(1), { timeout: 10_000, interval: 20 });
      await during;
      expect(sleepers()).toBe(0);
    });

    it('that says all is well and writes nothing has exited with 0', async () => {
      expect(await bench.run(method, ['nothing.sh'])).toMatchObject({ end: 'exited', exitCode: 0 });
      expect(readdirSync(bench.at('out'))).toEqual([]);
    });

    it.each([
      ['SEGV', 139],
      ['KILL', 137],
      ['TERM', 143],
    ])('that dies of SIG%s is signalled, exit %i', async (signal, exitCode) => {
      expect(await bench.run(method, ['signalled.sh', signal])).toMatchObject({ end: 'signalled', signal: `SIG${signal}`, exitCode });
    });

    it('called twice has both calls in its log', async () => {
      await bench.run(method, ['exit-with.sh', '1', 'first']);
      await bench.run(method, ['exit-with.sh', '0', 'second']);
      expect(bench.log()).toBe('first\nsecond\n');
    });

    it('that fails keeps its exit code and its words', async () => {
      expect(await bench.run(method, ['exit-with.sh', '7', 'no such patient'])).toMatchObject({ end: 'exited', exitCode: 7 });
      expect(bench.log()).toBe('no such patient\n');
    });

    it('that ends with 125 has exited, the sandbox did not fail', async () => {
      expect(await bench.run(method, ['exit-with.sh', '125', ''])).toMatchObject({ end: 'exited', exitCode: 125 });
    });

    it('whose runtime ran out of its own memory is out of memory', async () => {
      expect(await bench.run(method, ['exit-with.sh', '1', 'MemoryError'])).toMatchObject({ end: 'out-of-memory', exitCode: 1 });
    });

    it('that puts a gigabyte on stderr leaves its first and last words, and no full disk', async () => {
      const exec = await bench.run(method, ['floods-stderr.sh'], bench.limits({ seconds: 60 }));
      expect(exec).toMatchObject({ end: 'exited', exitCode: 0 });
      expect(statSync(bench.at('log')).size).toBeLessThan(LOG_CAP + 100);
      expect(bench.log()).toContain('first words');
      expect(bench.log()).toMatch(/bytes left out[^]*last words\n$/);
    });

    it('that eats memory is ended at its limit', async () => {
      const exec = await bench.run(method, ['eats-memory.mjs'], bench.limits({ memoryBytes: 250e6 }));
      expect(exec).toMatchObject({ end: 'out-of-memory', detail: 'more than 250 MB of memory' });
      expect(exec.peakBytes).toBeGreaterThan(250e6);
    });

    it('that eats memory does its neighbour no harm', async () => {
      const neighbour = new Bench();
      try {
        const [eater, other] = await Promise.all([
          bench.run(method, ['eats-memory.mjs'], bench.limits({ memoryBytes: 200e6 })),
          neighbour.run(method, ['burns-cpu.sh', '300000']),
        ]);
        expect([eater.end, other.end]).toEqual(['out-of-memory', 'exited']);
      } finally {
        neighbour.clear();
      }
    });

    it('that starts processes without measure is ended', async () => {
      const exec = await bench.run(method, ['forks.sh', '60'], bench.limits({ processes: 30 }));
      expect(exec).toMatchObject({ end: 'signalled', detail: 'more than 30 processes' });
    });

    it('that fills the disk is ended at its limit', async () => {
      const exec = await bench.run(method, ['fills-disk.sh', bench.at('out')], bench.limits({ diskBytes: 20e6 }));
      expect(exec).toMatchObject({ end: 'signalled', detail: 'wrote more than 20 MB' });
      expect(folderBytes(bench.at('out'))).toBeGreaterThan(20e6);
    });

    it.runIf(hiddenRun)('that keeps much in shared memory is ended at its disk limit, and finds no other room in /dev', async () => {
      const exec = await bench.run(method, ['fills-shared-memory.sh', '40'], bench.limits({ diskBytes: 20e6 }));
      expect(exec).toMatchObject({ end: 'signalled', detail: 'wrote more than 20 MB' });
      expect(bench.log()).not.toContain('beside it');
    });

    it.runIf(hiddenRun)('may share memory between its processes within that limit', async () => {
      await bench.run(method, ['fills-shared-memory.sh', '5']);
      expect(bench.log()).toBe('stored\n');
    });

    it.runIf(hiddenRun)('cannot change a setting of the kernel, as root neither', async () => {
      await bench.run(method, ['sets-kernel.sh']);
      expect(bench.log()).toContain('tried');
      expect(bench.log()).not.toMatch(/^set /m);
    });

    it.runIf(readOnlyInput)('cannot change its input', async () => {
      await bench.run(method, ['writes-input.sh', bench.at('in')]);
      expect(readdirSync(bench.at('in'))).toEqual(['instance.dcm']);
      expect(readFileSync(bench.at('in', 'instance.dcm'), 'utf8')).toBe('original');
    });

    it.runIf(hiddenRun)('cannot write beside its folders', async () => {
      await bench.run(method, ['writes-elsewhere.sh', bench.root]);
      expect(existsSync(bench.at('stray'))).toBe(false);
      expect(existsSync('/stray')).toBe(false);
      expect(existsSync('/tmp/temporary')).toBe(false);
      expect(existsSync(bench.at('home', 'tmp', 'temporary'))).toBe(true);
    });

    it.runIf(hiddenRun)('cannot see the answers', async () => {
      await bench.run(method, ['looks-around.sh', bench.at('answers.db')]);
      expect(bench.log()).not.toContain('sees');
    });

    it.runIf(hiddenRun && existsSync('/var/tmp'))(
      'cannot see the answers of a run that lies elsewhere, nor write beside its folders',
      async () => {
        const elsewhere = new Bench('/var/tmp');
        try {
          await elsewhere.run(method, ['looks-around.sh', elsewhere.at('answers.db')]);
          expect(elsewhere.log()).toContain('cwd /var/tmp/');
          expect(elsewhere.log()).not.toContain('sees');
          await elsewhere.run(method, ['writes-elsewhere.sh', elsewhere.root]);
          expect(readdirSync(elsewhere.root)).not.toContain('stray');
        } finally {
          elsewhere.clear();
        }
      },
    );

    it.runIf(hiddenRun)('that put a link in place of its temporary folder gains nothing by it at its next call', async () => {
      await bench.run(method, ['plants-link.sh', bench.root]);
      await bench.run(method, ['writes-elsewhere.sh', bench.root]);
      expect(existsSync(bench.at('temporary'))).toBe(false);
      expect(existsSync(bench.at('home', 'tmp', 'temporary'))).toBe(true);
    });

    it('that makes paths longer than any system takes is watched on', async () => {
      expect(await bench.run(method, ['deep-folders.sh', bench.at('out')])).toMatchObject({ end: 'exited', exitCode: 0 });
    });

    it('has a clean environment and works in its work folder', async () => {
      process.env.HTTPS_PROXY = 'http://proxy.invalid';
      await bench.run(method, ['looks-around.sh', '/nowhere']).finally(() => delete process.env.HTTPS_PROXY);
      const log = bench.log();
      expect(log).toContain(`HOME=${bench.at('home')}\n`);
      expect(log).toContain('TZ=UTC\n');
      expect(log).toContain(`cwd ${bench.at('work')}\n`);
      expect(log).not.toMatch(/proxy|npm_|NODE_OPTIONS/i);
    });

    it('with programs named like those that make its sandbox does not get them run', async () => {
      const bin = bench.at('work', 'bin');
      mkdirSync(bin);
      for (const name of ['bwrap', 'unshare', 'mount', 'mkdir', 'setpriv', 'umount', 'cat'])
        writeFileSync(join(bin, name), `#!/bin/sh\ntouch "${bench.at('out', name)}"\n`, { mode: 0o755 });
      await bench.run(method, ['looks-around.sh', '/nowhere'], { env: { PATH: `${bin}:/usr/bin:/bin`, LD_LIBRARY_PATH: bin } });
      expect(bench.log()).toContain(`PATH=${bin}:`);
      expect(readdirSync(bench.at('out'))).toEqual([]);
    });

    it('has its CPU time counted, that of its children too', async () => {
      const once = await bench.run(method, ['burns-cpu.sh', '400000']);
      expect(once.cpuSeconds).toBeGreaterThan(0.1);
      expect(once.wallSeconds).toBeGreaterThan(0.1);
    });

    it.runIf(network === 'none')('may talk to itself when its manifest says so, and to nobody else', async () => {
      const exec = await bench.run(method, ['talks-to-itself.mjs'], { network: 'loopback' });
      expect(exec.isolation.network).toBe('loopback');
      expect(bench.log()).toMatch(/^loopback hello\noutside (closed|silent)\n$/);
    });

    it('that is no program of this machine is not installed', async () => {
      const exec = await bench.run(method, ['no-such-tool']);
      expect(exec.end).toBe('not-installed');
      expect(exec.detail).toContain('no-such-tool');
    });

    it('whose script names an interpreter that is not here is not installed', async () => {
      for (const [first, missing] of [
        ['#!/no/such/interpreter -x', '/no/such/interpreter'],
        ['#!/usr/bin/env -S no-such-language --fast', 'no-such-language'],
      ] as const) {
        const script = bench.at('work', 'script');
        writeFileSync(script, `${first}\nwork\n`, { mode: 0o755 });
        const exec = await runSandboxed({ argv: [script], env: {} }, bench.sandbox(method));
        expect(exec).toMatchObject({ end: 'not-installed', detail: expect.stringContaining(`needs "${missing}"`) });
      }
    });

    it('is ended when its run is called off', async () => {
      const exec = await bench.run(method, ['hang.sh'], { signal: AbortSignal.timeout(300) });
      expect(exec).toMatchObject({ end: 'infrastructure', detail: 'called off' });
    });

    it('under an address space limit cannot take more', async () => {
      const exec = await bench.run(method, ['eats-memory.mjs'], { addressSpaceLimit: true, ...bench.limits({ memoryBytes: 300e6 }) });
      expect(exec.end).not.toBe('exited');
    });
  });
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  } catch {
    return '';
  }
}
