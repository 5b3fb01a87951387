import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { chooseTools } from './tools-option.ts';

let root: string;
beforeAll(() => (root = mkdtempSync(join(tmpdir(), 'tools-option-'))));
afterAll(() => rmSync(root, { recursive: true }));

const MANIFEST = {
  id: 'never-installed',
  name: 'Never installed',
  homepage: 'https://example.org',
  licence: 'MIT',
  description: 'A tool of the user.',
  version: { command: ['{python}', '-V'], pattern: '(\\S+)$' },
  install: { kind: 'pip', python: '>=3.10', lock: 'requirements.txt' },
  command: ['{python}', '{manifest}/tool.py', '{input}', '{output}'],
  input: 'tree',
  output: { naming: 'same-path' },
  profiles: { default: { policy: 'basic', description: 'As it comes.' } },
};

it.each([
  ['my-tool', ''],
  ['my tool', "'"],
])('a tool in a folder of its own, %s, is installed by that folder: its id alone would not be found', async (folder, quote) => {
  const name = join(root, folder);
  mkdirSync(name);
  writeFileSync(join(name, 'adapter.json'), JSON.stringify(MANIFEST));
  writeFileSync(join(name, 'requirements.txt'), '');
  const { notInstalled } = await chooseTools(`${name}:default`, {});
  expect(notInstalled.map(({ remedy }) => remedy)).toEqual([`Run: deidbench adapters install ${quote}${name}${quote}`]);
});
