import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mapPath, toolCommand, toolFolders, type ReadyTool } from './call.ts';
import type { Manifest } from './types.ts';

let root: string;
beforeEach(() => void (root = realpathSync(mkdtempSync(join(tmpdir(), 'deidbench-call-')))));
afterEach(() => rmSync(root, { recursive: true }));

const MANIFEST = {
  id: 'tool',
  command: ['{python}', '{manifest}/driver.py', '{input}', '{output}', '{profile.keep}'],
  env: { WORK: '{work}', SEED: '{seed}' },
  profiles: {
    default: { policy: 'basic', description: '', values: { keep: [] } },
    tuned: { policy: 'tcia', description: '', values: { keep: ['-k', 'x y'] } },
  },
} as unknown as Manifest;

function tool(changes: Partial<Manifest> = {}): ReadyTool {
  return {
    ready: true,
    manifest: { ...MANIFEST, ...changes },
    folder: join(root, 'tools', 'x'),
    dir: '/venv',
    site: '/venv/site',
    version: '1',
    lockDigest: '',
  };
}

const PLACES = { input: '/in', output: '/out', work: '/work', seed: 7 };

describe('the call of a tool', () => {
  it('has the places, the installation and the profile filled in', () => {
    expect(toolCommand(tool(), 'tuned', PLACES)).toEqual({
      argv: ['/venv/bin/python', join(root, 'tools', 'x', 'driver.py'), '/in', '/out', '-k', 'x y'],
      env: { WORK: '/work', SEED: '7' },
    });
    expect(toolCommand(tool(), 'default', PLACES).argv).toHaveLength(4);
  });

  it('knows the reference only where one is given', () => {
    const oracle = tool({ command: ['{reference}'] });
    expect(() => toolCommand(oracle, 'default', PLACES)).toThrow(/\{reference\} has no value/);
    expect(toolCommand(oracle, 'default', { ...PLACES, reference: '/ref' }).argv).toEqual(['/ref']);
  });

  it('runs drivers in the Node that runs now', () => {
    expect(toolCommand(tool({ command: ['{node}', 'x.mjs'] }), 'default', PLACES).argv.at(0)).toBe(process.execPath);
  });
});

describe('the map that a tool writes', () => {
  it.each([
    ['{work}/map.csv', '/work/map.csv'],
    ['{output}/private/map.csv', '/out/private/map.csv'],
    ['map.csv', '/out/map.csv'],
  ])('named %s lies at %s', (file, path) => {
    expect(mapPath({ file, from: 'a', to: 'b' }, PLACES)).toBe(path);
  });
});

describe('the folders that a tool must see', () => {
  it('hold the Python that an environment links to, wherever that lies', () => {
    const [venv, python] = [join(root, 'venv'), join(root, 'pythons', '3.12', 'bin', 'python3.12')];
    for (const folder of [join(venv, 'bin'), join(python, '..')]) mkdirSync(folder, { recursive: true });
    writeFileSync(python, '');
    symlinkSync(python, join(venv, 'bin', 'python'));
    expect(toolFolders({ ...tool(), dir: venv })).not.toContain(join(root, 'pythons', '3.12'));
    writeFileSync(join(venv, 'pyvenv.cfg'), '');
    expect(toolFolders({ ...tool(), dir: venv })).toContain(join(root, 'pythons', '3.12'));
  });

  it('are its own, its installation, and the packages around it, also those that are links', () => {
    const scope = join(root, 'node_modules', '@deidbench');
    for (const folder of [join(root, 'tools', 'x'), join(root, 'packages', 'dicom'), scope]) mkdirSync(folder, { recursive: true });
    symlinkSync('../../packages/dicom', join(scope, 'dicom'));
    symlinkSync('../../packages/gone', join(scope, 'gone'));
    expect(toolFolders(tool())).toEqual([join(root, 'tools', 'x'), '/venv', join(root, 'node_modules'), join(root, 'packages', 'dicom')]);
  });

  it('are named once where a tool is nothing but its adapter, as one in an image is', () => {
    const folder = join(root, 'tools', 'x');
    expect(toolFolders({ ...tool(), dir: folder })).toEqual([folder]);
  });
});
