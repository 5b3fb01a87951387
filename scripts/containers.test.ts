import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const docker = read('docs/containers/Dockerfile');
const apptainer = read('docs/containers/deidbench.def');

describe('the recipes of containers', () => {
  it('begin with the Node that the workspace pins', () => {
    const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: { node: string } };
    expect(/^FROM (\S+)$/m.exec(docker)?.[1]).toBe(`node:${devDependencies.node}-bookworm-slim`);
    expect(/^From: (\S+)$/m.exec(apptainer)?.[1]).toBe(`node:${devDependencies.node}-bookworm-slim`);
  });

  it('install the same system packages', () => {
    const packages = (recipe: string) => /apt-get install (?:-\S+ )*([\w ,.-]+?)(?: \\)?$/m.exec(recipe)?.[1]?.split(' ');
    expect(packages(docker)).toEqual(packages(apptainer));
    expect(packages(docker)).toContain('bubblewrap');
  });

  it('copy what is there, and all that an installation needs', () => {
    const files = [...(/%files\n((?: {4}.+\n)+)/.exec(apptainer)?.[1] ?? '').matchAll(/^ {4}(\S+) (\S+)$/gm)].map(
      ([, from = '', to = '']) => ({ from, to }),
    );
    expect(files.filter(({ from }) => !existsSync(join(root, from)))).toEqual([]);
    expect(files.filter(({ from, to }) => to !== `/opt/deidbench/${from}`)).toEqual([]);
    const { workspaces } = JSON.parse(read('package.json')) as { workspaces: string[] };
    const needed = ['package.json', 'package-lock.json', '.npmrc', 'scripts', ...workspaces.map((folder) => folder.replace('/*', ''))];
    expect(needed.filter((name) => !files.some(({ from }) => from === name))).toEqual([]);
    const ignored = read('.dockerignore').split('\n').filter(Boolean);
    expect(needed.filter((name) => ignored.some((pattern) => name === pattern))).toEqual([]);
  });

  it('let everybody use the tools, whoever a container runs as', () => {
    for (const recipe of [docker, apptainer])
      expect(recipe).toMatch(/adapters install --all --system[\s\S]*chmod -R a\+rX \/opt\/deidbench-cache/);
  });
});
