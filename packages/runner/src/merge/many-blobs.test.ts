import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readBlob, writeBlob } from '@deidbench/core/store';
import { foldRun, readRunFile } from '../fold/fold-run.ts';
import type { PlannedUnit } from '../plan/plan-file.ts';
import { runBenchmark } from '../run/benchmark.ts';
import { blobPath } from '../run/unit-tasks.ts';
import { control, requestFor, undisturbed } from '../testing/controls.ts';
import { writeMiniDataset } from '../testing/mini-dataset.ts';
import { mergeRuns } from './merge-runs.ts';

const UNITS = 2400;
const SHARDS = 12;
const MOST_GROWTH = 200 * 2 ** 20;

let dir: string;
beforeAll(() => void (dir = mkdtempSync(join(tmpdir(), 'deidbench-many-'))));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Run folders of shards that hold thousands of units, each with the content of the one that was really run. */
async function shardsOfMany(): Promise<string[]> {
  writeMiniDataset(join(dir, 'set'), 1);
  const asked = await requestFor(join(dir, 'set'), join(dir, 'one'), [await control('identity')]);
  await runBenchmark(asked, undisturbed());
  const run = await readRunFile(asked.out);
  const [blob = ''] = readdirSync(join(asked.out, 'blobs'));
  const [tool] = run.tools;
  const units = Array.from({ length: UNITS }, (_, i): PlannedUnit => {
    const id = `identity.default.${String(i + 1).padStart(4, '0')}`;
    return { id, attemptKey: (i + 1).toString(16).padStart(64, '0'), patients: [0], ordinals: [[0, 3]] };
  });
  const { head, sections } = await readBlob(join(asked.out, 'blobs', blob));
  const folders = Array.from({ length: SHARDS }, (_, shard) => {
    const out = join(dir, `shard-${shard + 1}`);
    mkdirSync(join(out, 'blobs'), { recursive: true });
    const file = { ...run, shard: { index: shard + 1, count: SHARDS }, tools: [{ ...tool, units }] };
    writeFileSync(join(out, 'run.json'), JSON.stringify(file));
    return out;
  });
  for (const [i, { id, attemptKey }] of units.entries())
    await writeBlob(blobPath(folders[i % SHARDS] ?? '', attemptKey), { ...head, unit: id, attemptKey }, Object.fromEntries(sections));
  return folders;
}

it('merges and sums thousands of blobs, read one after the other, with little memory', async () => {
  const folders = await shardsOfMany();
  const before = process.resourceUsage().maxRSS * 1024;
  const merged = await mergeRuns(folders, join(dir, 'merged'));
  expect(merged).toMatchObject({ runs: SHARDS, units: UNITS });
  const fold = await foldRun(merged.out);
  expect(fold.tools[0]?.attempts).toHaveLength(UNITS);
  expect(fold.tools[0]?.patients).toHaveLength(UNITS);
  expect(process.resourceUsage().maxRSS * 1024 - before).toBeLessThan(MOST_GROWTH);
}, 240_000);

it('names a unit that is missing among thousands', async () => {
  const folders = readdirSync(dir).filter((name) => name.startsWith('shard-'));
  rmSync(blobPath(join(dir, 'shard-3'), (3).toString(16).padStart(64, '0')));
  await expect(
    mergeRuns(
      folders.map((name) => join(dir, name)),
      join(dir, 'again'),
    ),
  ).rejects.toMatchObject({
    code: 'MISSING_SHARD',
    message: expect.stringContaining('identity.default.0003'),
  });
});
