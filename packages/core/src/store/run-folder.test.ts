import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { processRow } from '../process/process-table.ts';
import { Lock } from './lock.ts';
import { openRunFolder } from './run-folder.ts';

let folder: string;
let run: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deidbench-run-'));
  run = join(folder, 'run');
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a run folder', () => {
  it('is made for its owner alone', async () => {
    const opened = await openRunFolder(run);
    await opened.save({ dataset: 'd' });
    expect(statSync(run).mode & 0o777).toBe(0o700);
    expect(statSync(join(run, 'run.json')).mode & 0o777).toBe(0o600);
    await opened.close();
  });

  it('opened again tells what it held', async () => {
    const first = await openRunFolder(run);
    expect(first.before).toBeUndefined();
    await first.save({ dataset: 'd' });
    await first.close();
    const second = await openRunFolder(run);
    expect(second.before).toEqual({ dataset: 'd', formatVersion: 1 });
    await second.close();
  });

  it('in the hands of a process is refused to a second, naming it', async () => {
    const opened = await openRunFolder(run);
    await expect(openRunFolder(run)).rejects.toMatchObject({
      code: 'LOCKED',
      message: expect.stringContaining(`process ${process.pid} works here`),
    });
    await opened.close();
    await (await openRunFolder(run)).close();
  });

  it('that cannot be made, on a read-only file system or behind a link that leads nowhere, is said to be that', async () => {
    symlinkSync(join(folder, 'nowhere'), join(folder, 'link'));
    await expect(openRunFolder(join(folder, 'link', 'run'))).rejects.toMatchObject({
      code: 'NO_PERMISSION',
      message: expect.stringContaining('cannot be made: the file system is read-only, or a link on the way leads nowhere'),
    });
  });

  it('of a process that is no more is taken over', async () => {
    mkdirSync(run);
    writeFileSync(join(run, '.lock'), JSON.stringify({ pid: await deadPid(), host: hostname(), started: '1', since: 'then' }));
    await expect(openRunFolder(run)).resolves.toMatchObject({ path: run });
  });

  it('of a process that was killed and that nobody waited for is taken over', async () => {
    // What this shell becomes never waits for its child.
    const parent = spawn('/bin/sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const [pid] = (await once(parent.stdout, 'data')) as [Buffer];
      while (processRow(Number(pid))?.zombie !== true) await wait(20);
      const { started } = processRow(Number(pid))!;
      mkdirSync(run);
      writeFileSync(join(run, '.lock'), JSON.stringify({ pid: Number(pid), host: hostname(), started, since: 'then' }));
      await expect(openRunFolder(run)).resolves.toMatchObject({ path: run });
    } finally {
      parent.kill('SIGKILL');
    }
  });

  it('of a process whose number was given again is taken over', async () => {
    mkdirSync(run);
    writeFileSync(join(run, '.lock'), JSON.stringify({ pid: process.pid, host: hostname(), started: '1', since: 'then' }));
    await expect(openRunFolder(run)).resolves.toMatchObject({ path: run });
  });

  it('of a process on another machine is refused, since nobody can look there', async () => {
    mkdirSync(run);
    writeFileSync(join(run, '.lock'), JSON.stringify({ pid: 1, host: 'elsewhere.invalid', started: '', since: 'then' }));
    await expect(openRunFolder(run)).rejects.toMatchObject({ code: 'LOCKED', message: expect.stringContaining('on elsewhere.invalid') });
  });

  it('of a process on another machine that gives signs of life is refused', async () => {
    mkdirSync(run);
    const lock = lockOfElsewhere(0.02);
    const beat = setInterval(() => utimesSync(lock, new Date(), new Date()), 20);
    try {
      await expect(openRunFolder(run)).rejects.toMatchObject({ code: 'LOCKED', message: expect.stringContaining('on elsewhere.invalid') });
    } finally {
      clearInterval(beat);
    }
  });

  it('of a process on another machine that has fallen silent is taken over, as when a task is queued again on another node', async () => {
    mkdirSync(run);
    lockOfElsewhere(0.02);
    const opened = await openRunFolder(run);
    expect(JSON.parse(readFileSync(join(run, '.lock'), 'utf8'))).toMatchObject({ pid: process.pid, host: hostname() });
    await opened.close();
  });

  it('gives signs of life while it is held', async () => {
    vi.useFakeTimers({ toFake: ['setInterval'] });
    const opened = await openRunFolder(run);
    const lock = join(run, '.lock');
    utimesSync(lock, 0, 0);
    vi.advanceTimersByTime(5_000);
    vi.useRealTimers();
    await expect.poll(() => statSync(lock).mtimeMs).toBeGreaterThan(0);
    await opened.close();
  });

  it('is taken by one of many who find a dead lock', async () => {
    mkdirSync(run);
    for (let round = 0; round < 20; round += 1) {
      writeFileSync(join(run, '.lock'), JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), started: '1', since: 'then' }));
      const tries = await Promise.allSettled(Array.from({ length: 8 }, () => Lock.acquire(run)));
      const taken = tries.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      expect(taken).toHaveLength(1);
      await taken[0]?.release();
      expect(readdirSync(run)).toEqual([]);
    }
  });

  it('that holds files of others is refused', async () => {
    mkdirSync(run);
    writeFileSync(join(run, 'thesis.docx'), '');
    await expect(openRunFolder(run)).rejects.toMatchObject({ code: 'FOREIGN_RUN', message: expect.stringContaining('thesis.docx') });
    expect(readdirSync(run)).toEqual(['thesis.docx']);
  });

  it('of another format is refused by name', async () => {
    mkdirSync(run);
    writeFileSync(join(run, 'run.json'), '{"formatVersion":7}');
    await expect(openRunFolder(run)).rejects.toMatchObject({ code: 'FORMAT_VERSION', message: expect.stringContaining('has format 7') });
    expect(readdirSync(run)).toEqual(['run.json']);
  });

  it('loses what a killed process had half written', async () => {
    await (await openRunFolder(run)).close();
    writeFileSync(join(run, 'blobs', '.a.blob.1.00.part'), 'half');
    await (await openRunFolder(run)).close();
    expect(readdirSync(join(run, 'blobs'))).toEqual([]);
  });

  it('where a file stands in the way says so', async () => {
    writeFileSync(run, 'a file');
    await expect(openRunFolder(run)).rejects.toMatchObject({ path: run, name: 'StoreError' });
    expect(readFileSync(run, 'utf8')).toBe('a file');
  });
});

/** Leaves the lock of a process that runs, or ran, on another machine. */
function lockOfElsewhere(beatSeconds: number): string {
  const lock = join(run, '.lock');
  writeFileSync(lock, JSON.stringify({ pid: 1, host: 'elsewhere.invalid', started: '', since: 'then', beatSeconds }));
  return lock;
}

async function deadPid(): Promise<number> {
  const child = spawn('/bin/true');
  await once(child, 'exit');
  return child.pid ?? 0;
}
