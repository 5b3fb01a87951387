import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson, type Fold } from '@deidbench/core/model';
import { foldRun } from '../fold/fold-run.ts';
import { readDurations } from '../plan/durations.ts';
import { runBenchmark, type RunRequest } from '../run/benchmark.ts';
import { control, requestFor, undisturbed } from '../testing/controls.ts';
import { writeMiniDataset } from '../testing/mini-dataset.ts';
import { mergeRuns } from './merge-runs.ts';

let dir: string;
let asked: RunRequest;
let whole: string;
let made = 0;
const at = (name: string) => join(dir, name);
const fresh = () => at(`merged-${++made}`);

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'deidbench-merge-'));
  writeMiniDataset(at('set'), 130);
  asked = await requestFor(at('set'), at('whole'), [await control('identity'), await control('scorched')]);
  await runBenchmark(asked, undisturbed());
  whole = comparable(await foldRun(at('whole')));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** A fold without what differs between two runs of the same: times, memory, provenance. */
function comparable(fold: Fold): string {
  const tools = fold.tools.map((tool) => ({
    ...tool,
    attempts: tool.attempts.map(({ unit, end, instances }) => ({ unit, end, instances })),
  }));
  return canonicalJson({ ...fold, provenance: {}, tools });
}

async function shards(count: number, more: Partial<RunRequest> = {}): Promise<string[]> {
  const folders = Array.from({ length: count }, (_, i) => at(`shard-${i + 1}-of-${count}${more.durations ? '-even' : ''}`));
  for (const [i, out] of folders.entries()) await runBenchmark({ ...asked, ...more, out, shard: { index: i + 1, count } }, undisturbed());
  return folders;
}

/** All orders of two or three; of more every one as the first, forwards and backwards. */
function orders<T>(list: readonly T[]): T[][] {
  const turned = list.map((_, i) => [...list.slice(i), ...list.slice(0, i)]);
  return turned.flatMap((order) => [order, order.toReversed()]);
}

function flipped(bytes: Buffer, at: number): Buffer {
  const place = bytes.length + at;
  bytes.writeUInt8(bytes.readUInt8(place) ^ 0xff, place);
  return bytes;
}

/** Gives a blob a head that says other things, with the digest of that head. */
function rewriteHead(blob: string, changed: object): void {
  const bytes = readFileSync(blob);
  const end = bytes.indexOf(10);
  const { headSha256: _before, ...head } = JSON.parse(bytes.toString('utf8', 0, end)) as Record<string, unknown>;
  const said = { ...head, ...changed };
  const headSha256 = createHash('sha256').update(canonicalJson(said)).digest('hex');
  writeFileSync(blob, Buffer.concat([Buffer.from(canonicalJson({ ...said, headSha256 })), bytes.subarray(end)]));
}

describe('merging shards', () => {
  it.each([2, 3, 7])(
    'gives the same as the whole run, for %i shards in any order',
    async (count) => {
      const folders = await shards(count);
      for (const order of orders(folders)) {
        const { out } = await mergeRuns(order, fresh());
        expect(comparable(await foldRun(out))).toBe(whole);
      }
    },
    300_000,
  );

  it('gives the same when shards were made equal by recorded durations', async () => {
    const recorded = await readDurations(at('whole'));
    expect(Object.keys(recorded)).toEqual(['identity:default', 'scorched:default']);
    // One tool far slower than the other: a shard has its large unit, the other all the rest.
    const folders = await shards(2, { durations: { 'identity:default': 1, 'scorched:default': 0.01 } });
    const sizes = await Promise.all(folders.map(async (dir) => (await foldRun(dir)).tools.flatMap((tool) => tool.attempts).length));
    expect(sizes).toEqual([1, 3]);
    const { out } = await mergeRuns(folders, fresh());
    expect(comparable(await foldRun(out))).toBe(whole);
    expect(Object.keys(await readDurations(out))).toEqual(Object.keys(recorded));
  });

  it('names a shard that was dealt out by other durations', async () => {
    const [even = ''] = await shards(2, { durations: { 'identity:default': 1, 'scorched:default': 0.01 } });
    const [, odd = ''] = await shards(2);
    await expect(mergeRuns([even, odd], fresh())).rejects.toMatchObject({
      code: 'FOREIGN_RUN',
      message: expect.stringMatching(/2-of-2 \(shard 2\/2\) does not belong to .*1-of-2-even: it was dealt out by other durations/),
    });
  });

  it('names a shard that was run with another limit, with other tools or with one tool more', async () => {
    const [one = '', two = '', three = ''] = await shards(3);
    const { limits, choices } = asked;
    const others: [name: string, more: Partial<RunRequest>, says: string][] = [
      ['slower', { limits: { ...limits, seconds: limits.seconds + 1 } }, 'another limit of time or memory'],
      ['fewer', { choices: choices.slice(0, 1) }, 'it lacks scorched:default'],
      ['more', { choices: [...choices, await control('oracle')] }, 'it has oracle:default'],
    ];
    for (const [name, more, says] of others) {
      await runBenchmark({ ...asked, ...more, out: at(name), shard: { index: 2, count: 3 } }, undisturbed());
      for (const folders of [
        [one, at(name), three],
        [one, two, at(name), three],
      ])
        await expect(mergeRuns(folders, fresh())).rejects.toMatchObject({
          code: 'FOREIGN_RUN',
          message: expect.stringContaining(`${at(name)} (shard 2/3) does not belong to ${one}: ${says}`),
        });
    }
    expect(existsSync(at(`merged-${made}`))).toBe(false);
  });

  it('names a missing shard, a doubled one and one of another dataset', async () => {
    const [one = '', two = '', three = ''] = await shards(3);
    await expect(mergeRuns([one, three], fresh())).rejects.toMatchObject({
      code: 'MISSING_SHARD',
      message: expect.stringContaining('2/3'),
    });
    await runBenchmark({ ...asked, out: at('again'), shard: { index: 2, count: 3 } }, undisturbed());
    await expect(mergeRuns([one, two, three, at('again')], fresh())).rejects.toMatchObject({
      code: 'DOUBLED_SHARD',
      message: expect.stringContaining('2/3'),
    });
    await expect(mergeRuns([one, two, two, three], fresh())).rejects.toMatchObject({ code: 'DOUBLED_SHARD' });
    writeMiniDataset(at('other'), 2);
    await runBenchmark(await requestFor(at('other'), at('other-run'), [await control('identity')]), undisturbed());
    await expect(mergeRuns([one, two, three, at('other-run')], fresh())).rejects.toMatchObject({
      code: 'FOREIGN_RUN',
      message: expect.stringContaining('other-run'),
    });
  });

  it('refuses a shard that is not finished', async () => {
    const [one = '', two = ''] = await shards(2);
    const stopped = new AbortController();
    stopped.abort();
    await runBenchmark({ ...asked, out: at('unfinished'), shard: { index: 2, count: 2 } }, { ...undisturbed(), graceful: stopped.signal });
    await expect(mergeRuns([one, at('unfinished')], fresh())).rejects.toMatchObject({
      code: 'MISSING_SHARD',
      message: expect.stringContaining('not done'),
    });
    expect((await mergeRuns([two, one], fresh())).units).toBe(4);
  });
});

describe('a shard that was spoilt', () => {
  /** A copy of the second of two shards in which one blob was changed. */
  async function spoilt(name: string, spoil: (blob: string, others: string[]) => void): Promise<string[]> {
    const [one = '', two = ''] = await shards(2);
    cpSync(two, at(name), { recursive: true });
    const blobs = readdirSync(join(at(name), 'blobs')).map((file) => join(at(name), 'blobs', file));
    spoil(blobs[0] ?? '', blobs.slice(1));
    return [one, at(name)];
  }

  it.each<[what: string, spoil: (blob: string, others: string[]) => void, says: RegExp]>([
    ['by a disk', (blob) => writeFileSync(blob, flipped(readFileSync(blob), -20)), /is damaged/],
    ['by being cut', (blob) => writeFileSync(blob, readFileSync(blob).subarray(0, -200)), /is damaged/],
    ['to nothing', (blob) => writeFileSync(blob, ''), /is damaged/],
    ['by another blob in its place', (blob, [other = '']) => copyFileSync(other, blob), /holds the blob of/],
    ['by other rules than its run tells of', (blob) => rewriteHead(blob, { rulesVersion: 'X' }), /judged by other rules/],
  ])('%s is named, and nothing is made of it', async (what, spoil, says) => {
    const folders = await spoilt(`spoilt ${what}`, spoil);
    const out = fresh();
    await expect(mergeRuns(folders, out)).rejects.toMatchObject({ code: 'DAMAGED_BLOB', message: expect.stringMatching(says) });
    await expect(mergeRuns(folders, out)).rejects.toThrow(folders[1]);
    expect(existsSync(out)).toBe(false);
  });

  it('by a newer release is refused by its format', async () => {
    const folders = await spoilt('newer', (blob) => rewriteHead(blob, { formatVersion: 9 }));
    const out = fresh();
    await expect(mergeRuns(folders, out)).rejects.toMatchObject({ code: 'FORMAT_VERSION' });
    expect(existsSync(out)).toBe(false);
  });

  it('to a run.json without a plan is no run', async () => {
    const [one = ''] = await shards(2);
    cpSync(one, at('planless'), { recursive: true });
    writeFileSync(join(at('planless'), 'run.json'), '{"formatVersion":1,"kind":"run"}');
    await expect(mergeRuns([one, at('planless')], fresh())).rejects.toMatchObject({
      code: 'NOT_A_RUN',
      message: expect.stringContaining('planless'),
    });
  });
});

describe('the folder of a merged run', () => {
  it('may hold an earlier merge, which is made anew, with whole blobs', async () => {
    const [one = '', two = ''] = await shards(2);
    const { out } = await mergeRuns([one, two], fresh());
    const [name = ''] = readdirSync(join(out, 'blobs'));
    rmSync(join(out, 'blobs', name));
    writeFileSync(join(out, 'blobs', name), 'half');
    await mergeRuns([two, one], out);
    expect(comparable(await foldRun(out))).toBe(whole);
    expect(readdirSync(join(out, 'blobs')).filter((file) => !file.endsWith('.blob'))).toEqual([]);
  });

  it('is no place for a run to go on in', async () => {
    const { out } = await mergeRuns(await shards(2), fresh());
    const before = readFileSync(join(out, 'run.json'), 'utf8');
    await expect(runBenchmark({ ...asked, out }, undisturbed())).rejects.toThrow(/holds another run \(merged run of mini\)/u);
    expect(readFileSync(join(out, 'run.json'), 'utf8')).toBe(before);
  });

  it('is no run that tools have worked for, and none of those merged', async () => {
    const [one = '', two = ''] = await shards(2);
    const before = readFileSync(join(at('whole'), 'run.json'), 'utf8');
    await expect(mergeRuns([one, two], at('whole'))).rejects.toMatchObject({
      code: 'OTHER_RUN',
      message: expect.stringContaining(at('whole')),
    });
    expect(readFileSync(join(at('whole'), 'run.json'), 'utf8')).toBe(before);
    await expect(mergeRuns([one, two], two)).rejects.toMatchObject({
      code: 'OTHER_RUN',
      message: expect.stringContaining('one of the runs'),
    });
    expect((await mergeRuns([one, two], fresh())).units).toBe(4);
  });

  it('can be merged again with other runs', async () => {
    const merged = await mergeRuns(await shards(3), fresh());
    await runBenchmark({ ...asked, out: at('oracle-alone'), choices: [await control('oracle')] }, undisturbed());
    const { out } = await mergeRuns([at('oracle-alone'), merged.out], fresh());
    const { tools } = await foldRun(out);
    expect(tools.map(({ id }) => id)).toEqual(['identity', 'oracle', 'scorched']);
  });
});

describe('merging runs of different tools', () => {
  it('keeps the controls of both once', async () => {
    await runBenchmark({ ...asked, out: at('a'), choices: [await control('identity')] }, undisturbed());
    await runBenchmark({ ...asked, out: at('b'), choices: [await control('identity'), await control('scorched')] }, undisturbed());
    const { out } = await mergeRuns([at('a'), at('b')], fresh());
    expect(comparable(await foldRun(out))).toBe(whole);
  });
});
