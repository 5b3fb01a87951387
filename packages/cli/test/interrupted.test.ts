import { execFileSync, type ChildProcess } from 'node:child_process';
import { on } from 'node:events';
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson, type Results } from '@deidbench/core/model';
import { readBlobHead } from '@deidbench/core/store';
import { COPY, deidbench, scratch, start, writeAdapter } from './cli.ts';

/** Every single write takes minutes: by night all of them are tried, else more and more are left out. */
const EVERY_WRITE = process.env['DEIDBENCH_NIGHTLY'] === '1';

const { at, remove } = scratch('interrupted');
let whole: string;

const run = (out: string, tool = 'quick', set = 'set') => [
  'run',
  '--dataset',
  at(set),
  '--tools',
  at(tool),
  '--jobs',
  '1',
  '--out',
  at(out),
  '--json',
];

beforeAll(async () => {
  await deidbench(['synth', '--preset', 'demo', '--patients', '1', '--image-size', '32', '--out', at('set')]);
  writeAdapter(at('quick'), 'quick', COPY);
  writeAdapter(at('slow'), 'slow', `${COPY}\nawait wait(60_000);`);
  cpSync(at('set'), at('set-whole'), { recursive: true });
  await deidbench(run('whole', 'quick', 'set-whole'));
  whole = await comparable('whole');
});
afterAll(remove);

/** What must be equal: digests of all sections but for the attempt, and the results without times, memory and provenance. */
async function comparable(out: string): Promise<string> {
  const blobs = readdirSync(at(out, 'blobs')).toSorted();
  const heads = await Promise.all(blobs.map((blob) => readBlobHead(at(out, 'blobs', blob))));
  const sections = heads.map((head) => head.sections.filter(({ name }) => name !== 'attempt').map(({ name, sha256 }) => [name, sha256]));
  const results = JSON.parse(readFileSync(at(out, 'results.json'), 'utf8')) as Results;
  const tools = results.tools.map((tool) => ({ ...tool, speed: 0, memory: 0 }));
  return canonicalJson([blobs, sections, { ...results, tools, provenance: 0 }]);
}

/** Processes of runs of this test that are still there. */
function strays(): string {
  return execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(at('slow')))
    .join('\n');
}

describe('a run that is killed', () => {
  it(
    `at ${EVERY_WRITE ? 'each' : 'some'} of its writes, and goes on, equals one that was not`,
    async () => {
      const differing: number[] = [];
      let writes = 0;
      for (let n = 1, step = 1; ; n += step) {
        cpSync(at('set'), at('set-killed'), { recursive: true });
        const args = run('killed', 'quick', 'set-killed');
        const killed = await deidbench(args, { env: { DEIDBENCH_KILL_AT_WRITE: String(n) } });
        const resumed = await deidbench(args);
        if (resumed.code !== 0 || (await comparable('killed')) !== whole) differing.push(n);
        for (const name of ['killed', 'set-killed']) rmSync(at(name), { recursive: true });
        if (killed.signal === null) break;
        writes += 1;
        if (!EVERY_WRITE) step += 1;
      }
      expect(differing).toEqual([]);
      expect(writes).toBeGreaterThan(EVERY_WRITE ? 30 : 5);
    },
    15 * 60_000,
  );
});

describe('Ctrl-C', () => {
  it('once finishes what runs, keeps it, says how to go on, and ends with 130', async () => {
    writeAdapter(at('short'), 'short', `${COPY}\nawait wait(3000);`);
    const { child, done } = start(run('graceful', 'short'));
    await begun('graceful', 'short');
    child.kill('SIGINT');
    const { code, err, out } = await done;
    expect(code).toBe(130);
    expect(err).toContain('1 of 4 units are saved. Run the same command again to go on.');
    expect((JSON.parse(out) as Results).tools.map((tool) => tool.id)).toEqual(['short']);
    const resumed = await deidbench(run('graceful', 'short'));
    expect(resumed.code).toBe(0);
    expect(resumed.err).toContain('1 of 4 units were done before');
  });

  it('twice stops at once and leaves no process behind', async () => {
    const { child, done } = start(run('now', 'slow'));
    await begun('now', 'slow');
    const heard = says(child, 'Stopping');
    child.kill('SIGINT');
    await heard;
    await wait(400);
    child.kill('SIGINT');
    expect((await done).code).toBe(130);
    expect(strays()).toBe('');
  });

  it('sent twice within a moment counts once', async () => {
    writeAdapter(at('brief'), 'brief', `${COPY}\nawait wait(2500);`);
    const { child, done } = start(run('moment', 'brief'));
    await begun('moment', 'brief');
    child.kill('SIGINT');
    child.kill('SIGINT');
    const { code, err } = await done;
    expect(code).toBe(130);
    expect(err).toContain('1 of 4 units are saved');
  });
});

describe('a run whose process is killed outright', () => {
  it('leaves no tool running, and goes on when called again', async () => {
    const { child, done } = start(run('outright', 'slow'));
    await begun('outright', 'slow');
    child.kill('SIGKILL');
    await done;
    for (let i = 0; i < 50 && strays() !== ''; i += 1) await wait(200);
    expect(strays()).toBe('');
    const resumed = await deidbench(run('outright', 'quick'));
    expect(resumed.code).toBe(0);
  });
});

/** Waits until a tool works on its first unit: its copies lie in the output folder. */
async function begun(out: string, tool: string): Promise<void> {
  for (let i = 0; i < 600; i += 1) {
    const folder = at(out, 'work', `${tool}.default.0001`, 'all', 'out');
    const files = listed(folder);
    if (files.length > 0) return;
    await wait(100);
  }
  throw new Error(`${tool} did not begin`);
}

/** Waits until a program says a text on stderr, from now on. */
async function says(child: ChildProcess, text: string): Promise<void> {
  for await (const [chunk] of on(child.stderr!, 'data')) if (String(chunk).includes(text)) return;
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
