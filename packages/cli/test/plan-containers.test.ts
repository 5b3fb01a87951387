import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COPY, deidbench, scratch, writeAdapter } from './cli.ts';

const { dir, at, remove } = scratch('plan-containers');
beforeAll(() => writeAdapter(at('ours'), 'ours', COPY));
afterAll(remove);

const seen = ['--dataset', '/data/set', '--runs', '/data/runs', '--shards', '2', '--out', 'c'];

describe('a plan for containers', () => {
  it('says which adapters the image must hold', async () => {
    const { err } = await deidbench(['plan', '--format', 'aws-batch', ...seen, '--tools', './ours,identity'], { cwd: dir });
    expect(err).toContain(`ours: its adapter lies in ${at('ours')} here; the image must hold it`);
    expect(err).not.toContain('identity');
  });

  it.each([
    ['--dataset', '/data/a:b'],
    ['--runs', '/'],
  ])('is refused where no container can be given a folder: %s %s', async (option, path) => {
    const asked = ['plan', '--format', 'kubernetes', ...seen, '--tools', 'identity', option, path];
    const { code, err } = await deidbench(asked, { cwd: dir });
    expect(code).toBe(2);
    expect(err).toContain(`${option} ${path}: `);
  });
});
