import { mkdtempSync, rmSync } from 'node:fs';
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

describe('merging shards', () => {
  it.each([2, 3, 7])('gives the same as the whole run, for %i shards in any order', async (count) => {
    const folders = await shards(count);
    for (const order of orders(folders)) {
      const { out } = await mergeRuns(order, fresh());
      expect(comparable(await foldRun(out))).toBe(whole);
    }
  });

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

  it('refuses shards that were dealt out by different durations', async () => {
    const [even = ''] = await shards(2, { durations: { 'identity:default': 1, 'scorched:default': 0.01 } });
    const [, odd = ''] = await shards(2);
    await expect(mergeRuns([even, odd], fresh())).rejects.toMatchObject({ code: 'MISSING_SHARD', message: expect.stringContaining('2/2') });
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

describe('merging runs of different tools', () => {
  it('keeps the controls of both once', async () => {
    await runBenchmark({ ...asked, out: at('a'), choices: [await control('identity')] }, undisturbed());
    await runBenchmark({ ...asked, out: at('b'), choices: [await control('identity'), await control('scorched')] }, undisturbed());
    const { out } = await mergeRuns([at('a'), at('b')], fresh());
    expect(comparable(await foldRun(out))).toBe(whole);
  });
});
