import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';

const READER = JSON.stringify(new URL('reader.ts', import.meta.url).href);
const READ = `const reader = await (await import(${READER})).openTextReader(); await reader.close();`;
const folder = mkdtempSync(join(tmpdir(), 'deidbench-ocr-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the text reader', () => {
  it('tells nobody of its use and keeps nothing of it in the home or temporary folder', () => {
    const [home, temporary] = ['home', 'tmp'].map((name) => join(folder, name)) as [string, string];
    for (const made of [home, temporary]) mkdirSync(made);
    const env = { PATH: process.env['PATH'], HOME: home, TMPDIR: temporary, ORT_DISABLE_TELEMETRY: '0' };
    const { status, stderr } = spawnSync(process.execPath, ['--conditions=@deidbench/source', '--input-type=module', '-e', READ], {
      env,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
    expect([...readdirSync(home), ...readdirSync(temporary)]).toEqual([]);
  }, 60_000);

  it('does not open in a thread, where it could not be kept silent', async () => {
    const worker = new Worker(
      `import(${READER}).then((ocr) => ocr.openTextReader()).then(() => process.exit(0), ({ code, message }) => require('node:worker_threads').parentPort.postMessage([code, message]))`,
      {
        eval: true,
        env: {},
        execArgv: ['--conditions=@deidbench/source'],
      },
    );
    const told = await new Promise((done, failed) => worker.once('message', done).once('error', failed).once('exit', done));
    expect(told).toEqual(['NO_ENGINE', expect.stringContaining('ORT_DISABLE_TELEMETRY=1')]);
    await worker.terminate();
  }, 60_000);
});
