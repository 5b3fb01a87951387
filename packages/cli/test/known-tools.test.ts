import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  installAdapter,
  isLight,
  listAdapters,
  readKnown,
  writeSampleDataset,
  type AdapterEntry,
  type SampleDataset,
} from '@deidbench/adapters';
import type { Results } from '@deidbench/core/model';
import { deidbench, scratch } from './cli.ts';

const { dir, at, remove } = scratch('known-tools');
const REMOVALS = ['text_removed', 'date_shifted', 'uid_changed'];
const RETENTIONS = ['text_retained', 'pixels_retained'];
const MINUTES = 60_000;

let set: SampleDataset;
let ready: AdapterEntry[];
let results: Results;

beforeAll(async () => {
  const builtIn = (await listAdapters()).filter(({ origin, manifest }) => origin === 'built-in' && manifest.control === undefined);
  const wanted = builtIn.filter(
    ({ manifest }) => process.env.DEIDBENCH_NIGHTLY !== undefined || (isLight(manifest) && !/apt|user/u.test(manifest.install.kind)),
  );
  const installed = await Promise.all(wanted.map(async (entry) => ({ entry, tool: await installAdapter(entry.manifest, entry.folder) })));
  ready = installed.flatMap(({ entry, tool }) => (tool.ready ? [entry] : []));
  set = await writeSampleDataset(dir);
  await deidbench(['dataset', 'import', '--input', set.input, '--answers', set.answers, '--out', at('set')]);
  const tools = ready.flatMap(({ id, manifest }) => Object.keys(manifest.profiles).map((profile) => `${id}:${profile}`));
  const { out } = await deidbench(['run', '--dataset', at('set'), '--tools', tools.join(','), '--out', at('run'), '--json']);
  results = JSON.parse(out) as Results;
}, 30 * MINUTES);
afterAll(remove);

/** Names of the sample's values whose checks of these actions failed, by findings.csv. */
function judged(tool: string, profile: string, actions: readonly string[]): string[] {
  const [header = '', ...lines] = readFileSync(join(at('run'), 'findings.csv'), 'utf8')
    .trim()
    .split('\n');
  const column = (name: string) => header.split(',').indexOf(name);
  const rows = lines.map(cells).filter((row) => row[column('tool')] === tool && row[column('profile')] === profile);
  const failed = rows.filter((row) => actions.includes(row[column('action')] ?? ''));
  return [...new Set(failed.map((row) => set.names.get(row[column('tag_path')] ?? '') ?? `unknown ${row[column('tag_path')]}`))].toSorted();
}

function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/gu)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '');
}

describe('what tools are known to do is what the judge reports', () => {
  it('runs at least eight tools', ({ skip }) => {
    if (ready.length === 0) skip('no tool could be installed here');
    expect(ready.length).toBeGreaterThanOrEqual(8);
  });

  it('finds each identifier that a tool is known to leave, and each value that it is known to lose, and no other', async () => {
    for (const { id, folder } of ready) {
      for (const [profile, { leaks, loses }] of Object.entries((await readKnown(folder)).profiles)) {
        const outcome = results.tools.find((one) => one.id === id && one.profile === profile)?.outcome;
        const seen = { tool: `${id}:${profile}`, outcome, leaks: judged(id, profile, REMOVALS), loses: judged(id, profile, RETENTIONS) };
        expect(seen).toEqual({ tool: seen.tool, outcome: { ok: 1 }, leaks: leaks.toSorted(), loses: loses.toSorted() });
      }
    }
  });
});
