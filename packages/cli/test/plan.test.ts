import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COPY, deidbench, scratch, writeAdapter } from './cli.ts';

const { dir, at, remove } = scratch('plan');

beforeAll(async () => {
  await deidbench(['synth', '--preset', 'demo', '--patients', '2', '--image-size', '64', '--out', at('a set')]);
  writeAdapter(at('ours'), 'ours', COPY);
});
afterAll(remove);

const asked = ['--dataset', 'a set', '--tools', './ours', '--runs', 'runs', '--json'];

describe('a plan for Slurm', () => {
  it('given from where relative paths hold gives tasks that find all of it, and the tools, from anywhere', async () => {
    const { code, out } = await deidbench(['plan', '--format', 'slurm', ...asked, '--shards', '2', '--out', 'files'], {
      cwd: dir,
      env: { DEIDBENCH_CACHE: at('cache') },
    });
    expect(code).toBe(0);
    expect((JSON.parse(out) as { files: string[] }).files).toEqual(
      ['deidbench.sbatch', 'merge.sbatch', 'submit.sh'].map((name) => at('files', name)),
    );
    const task = readFileSync(at('files', 'deidbench.sbatch'), 'utf8');
    expect(task).toContain(`cd ${dir} ||`);
    expect(task).toContain(`export DEIDBENCH_CACHE=${at('cache')}\n`);
    expect(task).toContain(`--dataset '${at('a set')}' --tools ./ours`);
    expect(task).toContain(`--out ${at('runs')}/shard-"$i"`);
  });

  it('says how many shards will have nothing to do', async () => {
    const { code, out, err } = await deidbench(['plan', '--format', 'slurm', ...asked, '--shards', '9', '--out', 'more'], { cwd: dir });
    expect(code).toBe(0);
    expect(err).toContain('--shards 9: there are 4 units of work, so 5 shards have none.');
    expect(JSON.parse(out)).toMatchObject({ units: 4 });
  });
});

describe('a plan for containers', () => {
  it('is made without the dataset at hand, which containers alone may see', async () => {
    const seen = ['--dataset', '/data/set', '--tools', 'identity', '--runs', '/data/runs', '--durations', '/data/before'];
    const { code, out } = await deidbench(['plan', '--format', 'kubernetes', ...seen, '--shards', '5', '--out', 'k', '--json'], {
      cwd: dir,
    });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toEqual({ files: ['job.json', 'merge-job.json', 'merge.sh'].map((name) => at('k', name)) });
    expect(existsSync(join(dir, 'k', 'job.json'))).toBe(true);
  });
});

describe('a plan', () => {
  const seen = ['--dataset', '/data/set', '--runs', '/data/runs', '--shards', '2', '--out', 'c'];
  const settings = { adapters: ['ours'], run: { 'real-data': true, limitMemory: 16_000, jobs: 1 } };

  it.each(['kubernetes', 'slurm'])(
    '(%s) keeps what the configuration says of every run: its limits, and that no value is stored',
    async (format) => {
      writeFileSync(at('shared.json'), JSON.stringify(settings));
      const dataset = format === 'slurm' ? ['--dataset', 'a set'] : [];
      const asked = ['--config', 'shared.json', 'plan', '--format', format, ...seen, ...dataset, '--tools', 'ours'];
      expect((await deidbench(asked, { cwd: dir })).code).toBe(0);
      const file = readFileSync(at('c', format === 'slurm' ? 'deidbench.sbatch' : 'job.json'), 'utf8');
      expect(file).toMatch(/--jobs 2 --limit-memory 16000 --real-data /);
      expect(file).toMatch(format === 'slurm' ? /--mem=35072M/ : /"memory": "35072Mi"/);
    },
  );
});
