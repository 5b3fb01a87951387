import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson, type Results } from '@deidbench/core/model';
import { readBlobHead } from '@deidbench/core/store';
import { COPY, deidbench, scratch, writeAdapter } from './cli.ts';
import { clusterFiles, type ClusterPlan } from '@deidbench/runner';
import { MOST_TASKS, slurmMissing, startSlurm, type LocalSlurm } from './local-slurm.ts';

const SHARDS = 3;
const missing = slurmMissing();
if (missing !== undefined) console.warn(`The array job was not run by a real Slurm: ${missing}.`);

describe.skipIf(missing !== undefined)('an array job on a real Slurm', () => {
  const { at, remove } = scratch('slurm');
  let slurm: LocalSlurm;

  beforeAll(async () => {
    slurm = await startSlurm();
    await deidbench(['synth', '--preset', 'demo', '--seed', '4', '--image-size', '64', '--out', at('set'), '--quiet']);
    // Slow enough to be caught at work. It is the first unit, so shard 1 has it.
    writeAdapter(at('ours'), 'ours', `await wait(4000);\n${COPY}`);
  });
  afterAll(() => {
    slurm?.stop();
    remove();
  });

  it('whose task is killed and queued again gives what one machine gives', async () => {
    const asked = ['--dataset', at('set'), '--tools', at('ours'), '--seed', '9', '--limit-memory', '2000'];
    const plan = ['--format', 'slurm', '--shards', String(SHARDS), '--jobs', '1', '--runs', at('runs'), '--out', at('plan')];
    // The test's own node is small: what its tools take is far less than what they may take.
    expect((await deidbench(['plan', ...asked, ...plan, '--memory', '1500', '--minutes', '10'])).code).toBe(0);
    const merge = execFileSync(at('plan', 'submit.sh'), { env: slurm.env, encoding: 'utf8' }).trim();
    const queued = slurm.run('squeue', ['-h', '-r', '-o', '%A %F %K %T']).trim().split('\n');
    expect(queued).toHaveLength(SHARDS + 1);
    expect(queued.find((line) => line.startsWith(merge))).toContain('PENDING');
    const array = queued.map((line) => line.split(' ')).find(([, , index]) => index === '1')?.[1] ?? '';

    await expect.poll(() => begun(at('runs', 'shard-1')), { timeout: 60_000, interval: 100 }).toBe(true);
    slurm.run('scontrol', ['requeue', `${array}_1`]);
    await beginNow(`${array}_1`);
    await slurm.drained(240);

    expect(readFileSync(at('runs', 'logs', 'merge.log'), 'utf8')).toContain(`${SHARDS} runs merged`);
    const local = await deidbench(['run', ...asked, '--jobs', '2', '--out', at('local'), '--quiet']);
    expect(local.code).toBe(0);
    expect(comparable(at('runs', 'merged'))).toEqual(comparable(at('local')));
    expect(await sectionDigests(at('runs', 'merged'))).toEqual(await sectionDigests(at('local')));
    expect(journal(at('runs', 'shard-1')).filter((line) => line.includes('"begun"') && line.includes('ours')).length).toBeGreaterThan(1);
    expect(readdirSync(at('runs', 'shard-1', 'work'))).toEqual([]);
  }, 420_000);

  it('that is longer than the cluster takes is several, and a task near the end of its time goes on in a new one', async () => {
    const shards = 2 * MOST_TASKS + 1;
    const { runs, submit } = plannedFor(standIn(at('stand-in')), shards);
    execFileSync(submit, { env: slurm.env });
    // All others end at once; the merge waits.
    const queue = (...more: string[]) =>
      slurm
        .run('squeue', ['-h', '-r', '-o', '%i', ...more])
        .trim()
        .split('\n');
    await expect.poll(() => existsSync(join(runs, 'shard-5')), { timeout: 60_000, interval: 100 }).toBe(true);
    await expect.poll(() => queue().length, { timeout: 60_000 }).toBe(2);
    const [job = ''] = queue('-t', 'R');
    slurm.run('scancel', ['--batch', '--signal=USR1', job]);
    await beginNow(job);
    await slurm.drained(120);

    const restarts = (shard: number) =>
      readFileSync(join(runs, `shard-${shard}`), 'utf8')
        .split('\n')
        .slice(0, -1);
    const all = Array.from({ length: shards }, (_, i) => i + 1);
    expect(all.map(restarts)).toEqual(all.map((shard) => (shard === 5 ? ['', '1'] : [''])));
    expect(readFileSync(join(runs, 'merged'), 'utf8').trim()).toBe(all.map((shard) => join(runs, `shard-${shard}`)).join(' '));
    expect(readdirSync(join(runs, 'logs'))).toHaveLength(shards + 1);
  }, 300_000);

  /**
   * Slurm lets a job that was queued again wait for two minutes; in a test it needs not. But a node starts nothing whose leave is of the
   * second in which it was told to end the job, or older: such a task counts as done without having run. So that second must be over.
   */
  async function beginNow(job: string): Promise<void> {
    await expect.poll(() => slurm.run('squeue', ['-h', '-j', job, '-o', '%T %r']), { timeout: 60_000 }).toContain('PENDING BeginTime');
    await wait(2000);
    slurm.run('scontrol', ['update', `JobId=${job}`, 'StartTime=now']);
  }

  /** Stands for deidbench: notes how often each shard was begun; shard 5 works until it is told to stop, and is done when it is begun again. */
  function standIn(path: string): string {
    const script = `#!/bin/bash
while [ "$1" = merge ] || [[ $1 == */shard-* ]]; do [ "$1" = merge ] || shards+=("$1"); shift; done
while [ "$1" != --out ]; do shift; done
[ \${#shards[@]} -eq 0 ] || { echo "\${shards[*]}" >"$2"; exit 0; }
echo "$SLURM_RESTART_COUNT" >>"$2"
[[ $2 == *-5 ]] && [ -z "$SLURM_RESTART_COUNT" ] || exit 0
trap 'exit 130' TERM
sleep 200 >/dev/null 2>&1 & wait
`;
    writeFileSync(path, script);
    chmodSync(path, 0o755);
    return path;
  }

  function plannedFor(command: string, shards: number): { runs: string; submit: string } {
    const runs = at('long runs');
    const asked = { dataset: at('set'), tools: 'ours', jobs: 1, minutes: 10, memoryMegabytes: 200, image: '', env: {}, extra: [] };
    const plan: ClusterPlan = { ...asked, out: runs, shards, command: [command] };
    mkdirSync(at('long-plan'));
    for (const { name, text } of clusterFiles('slurm', plan)) writeFileSync(at('long-plan', name), text, { mode: 0o755 });
    return { runs, submit: at('long-plan', 'submit.sh') };
  }
});

function journal(run: string): string[] {
  const file = join(run, 'journal.ndjson');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
}

function begun(run: string): boolean {
  return journal(run).some((line) => line.includes('"begun"'));
}

/** `results.json` without what differs between two runs of the same. */
function comparable(run: string): object {
  const { tools, provenance: _, ...rest } = JSON.parse(readFileSync(join(run, 'results.json'), 'utf8')) as Results;
  return { ...rest, tools: tools.map(({ speed: _speed, memory: _memory, ...tool }) => tool) };
}

/** Digests of every blob's sections but for `attempt`, which holds times. */
async function sectionDigests(run: string): Promise<string[]> {
  const blobs = readdirSync(join(run, 'blobs')).toSorted();
  return Promise.all(
    blobs.map(async (name) => {
      const { sections } = await readBlobHead(join(run, 'blobs', name));
      return canonicalJson([name, sections.filter((section) => section.name !== 'attempt').map((section) => section.sha256)]);
    }),
  );
}
