import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '@deidbench/core/model';
import { COPY, deidbench, scratch, writeAdapter } from './cli.ts';

const { at, remove } = scratch('third-party');
const project = at('project');
const BLANK = `${COPY}\nawait wait(0);`;

/** Makes a package as its author would, with `npm pack`, and installs the tarball into the project. */
function installPackage(name: string, id: string): void {
  const source = at('sources', id);
  writeAdapter(source, id, BLANK);
  writeFileSync(`${source}/package.json`, JSON.stringify({ name, version: '1.0.0', files: ['adapter.json', 'tool.mjs'] }));
  const [tarball = ''] = npm(['pack', '--silent', '--pack-destination', at('tarballs')], source)
    .trim()
    .split('\n');
  npm(['install', '--offline', '--no-audit', '--no-fund', '--silent', at('tarballs', tarball)], project);
}

function npm(args: readonly string[], cwd: string): string {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
  return execFileSync('npm', args, { cwd, env, encoding: 'utf8' });
}

beforeAll(() => {
  for (const folder of [project, at('tarballs')]) mkdirSync(folder, { recursive: true });
  writeFileSync(`${project}/package.json`, '{ "private": true }');
  installPackage('deidbench-adapter-packed', 'packed');
  installPackage('@some-lab/deidbench-adapter-scoped', 'scoped');
  writeAdapter(at('project', 'ours', 'near'), 'near', BLANK);
  writeFileSync(`${project}/deidbench.config.yaml`, 'adapters: [./ours]\n');
}, 120_000);
afterAll(remove);

describe('adapters of third parties', () => {
  it('are listed: those in packages, scoped ones too, and those in a folder that the configuration names', async () => {
    const { out } = await deidbench(['adapters', 'list', '--json'], { cwd: project });
    const rows = JSON.parse(out) as { id: string; origin: string; ready: boolean }[];
    const ours = rows.filter(({ origin }) => origin !== 'built-in').map(({ id, origin, ready }) => ({ id, origin, ready }));
    expect(ours).toEqual([
      { id: 'near', origin: 'folder', ready: true },
      { id: 'packed', origin: 'package', ready: true },
      { id: 'scoped', origin: 'package', ready: true },
    ]);
  });

  it('run and are ranked by their ids', { timeout: 300_000 }, async () => {
    await deidbench(['synth', '--preset', 'demo', '--patients', '1', '--image-size', '64', '--out', at('set'), '--quiet']);
    const tools = 'packed,scoped:default,near';
    const { out, err } = await deidbench(['run', '--dataset', at('set'), '--tools', tools, '--out', at('run'), '--json'], { cwd: project });
    expect(err).not.toContain('no such tool');
    const results = JSON.parse(out) as Results;
    const ours = results.tools.filter(({ control }) => !control);
    expect(ours.map(({ id }) => id).toSorted()).toEqual(['near', 'packed', 'scoped']);
    // A second version of a tool needs an id of its own, in whatever order they are named.
    writeAdapter(at('project', 'next', 'near'), 'near', BLANK);
    for (const twins of ['./next/near,near', 'near,./next/near']) {
      const refused = await deidbench(['run', '--dataset', at('set'), '--tools', twins, '--out', at('twins')], { cwd: project });
      expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('both call themselves near') as string });
    }
    for (const row of ours) expect(row).toMatchObject({ rank: expect.anything() as unknown, outcome: { ok: results.dataset.instances } });
  });
});
