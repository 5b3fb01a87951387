import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson } from '@deidbench/core/model';
import { foldRun, mergeRuns } from '@deidbench/runner';
import { deidbench } from '../testing/deidbench.ts';

/** Merges seven shards in each of their 5,040 orders, by the list and by the names of the folders: each merged run must be the whole one. */
const SHARDS = 7;

const folder = mkdtempSync(join(tmpdir(), 'deidbench-orders-'));
const dataset = join(folder, 'dataset');
const run = (out: string, ...more: string[]) =>
  deidbench(['run', '--dataset', dataset, '--tools', 'identity,oracle', '--out', out, ...more]);

try {
  deidbench(['synth', '--preset', 'pseudo-phi', '--patients', '8', '--image-size', '32', '--seed', '5', '--out', dataset]);
  const [whole, merged, named] = ['whole', 'merged', 'named'].map((name) => join(folder, name)) as [string, string, string];
  run(whole);
  const shards = Array.from({ length: SHARDS }, (_, i) => join(folder, `shard-${i + 1}`));
  for (const [i, out] of shards.entries()) run(out, '--shard', `${i + 1}/${SHARDS}`);
  const expected = await foldOf(whole);
  let orders = 0;
  for (const order of ordersOf(shards)) {
    mkdirSync(named);
    const links = order.map((shard, i) => {
      symlinkSync(shard, join(named, String(i)));
      return join(named, String(i));
    });
    await mergeRuns(links, merged);
    if ((await foldOf(merged)) !== expected) throw new Error(`merged in the order ${order.join(', ')} the run is another one`);
    orders += 1;
    if (orders % 500 === 0) console.error(`${orders} orders merged`);
    for (const made of [named, merged]) rmSync(made, { recursive: true });
  }
  console.log(`${SHARDS} shards merged in each of ${orders} orders: always the whole run`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** All that was judged, without times, memory and provenance. */
async function foldOf(out: string): Promise<string> {
  const fold = await foldRun(out);
  const tools = fold.tools.map((tool) => ({
    ...tool,
    attempts: tool.attempts.map(({ unit, end, instances }) => ({ unit, end, instances })),
  }));
  return canonicalJson({ ...fold, provenance: {}, tools });
}

function* ordersOf<T>(list: readonly T[]): Generator<T[]> {
  if (list.length === 0) yield [];
  for (const [i, first] of list.entries()) for (const rest of ordersOf(list.toSpliced(i, 1))) yield [first, ...rest];
}
