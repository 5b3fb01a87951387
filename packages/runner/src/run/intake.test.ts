import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeFolder } from '@deidbench/core/process';
import { INTAKE_DEFAULTS, takeIn } from './intake.ts';

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

let dir: string;
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'deidbench-intake-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const bounds = { ...INTAKE_DEFAULTS, maxFiles: 4, ignore: [], inputInodes: new Set<string>() };

function put(...names: string[]): void {
  for (const name of names) {
    mkdirSync(join(dir, name, '..'), { recursive: true });
    writeFileSync(join(dir, name), 'x');
  }
}

/** Does something as somebody who is not root, where root tests. */
function asNobody<T>(act: () => T): T {
  if (!isRoot) return act();
  process.seteuid?.(NOBODY);
  try {
    return act();
  } finally {
    process.seteuid?.(0);
  }
}

/** `M\xfcller.dcm`, as a tool writes it that thinks in Latin-1. */
const LATIN = Buffer.from('Müller.dcm', 'latin1');
const putLatin = (): void => writeFileSync(Buffer.concat([Buffer.from(`${dir}/`), LATIN]), 'x');

describe('a name that is not UTF-8', () => {
  it('is made one that is in the folder of a run, so that the file and its name are looked through', () => {
    putLatin();
    put('Müller.dcm', 'other.dcm');
    const found = takeIn(dir, { ...bounds, isOwn: true });
    expect(found).toEqual(['Müller.dcm', 'Müller.dcm~', 'other.dcm'].map((path) => ({ path, bytes: 1 })));
    expect(takeIn(dir, { ...bounds, isOwn: true })).toEqual(found);
  });

  it('holds for a folder with all that is in it', () => {
    const folder = Buffer.concat([Buffer.from(`${dir}/`), Buffer.from('Zoë', 'latin1')]);
    mkdirSync(folder);
    writeFileSync(Buffer.concat([folder, Buffer.from('/1.dcm')]), 'x');
    expect(takeIn(dir, { ...bounds, isOwn: true })).toEqual([{ path: 'Zoë/1.dcm', bytes: 1 }]);
  });

  it('is left as it is, and told, in a folder that is not ours', () => {
    putLatin();
    expect(takeIn(dir, bounds)).toEqual([{ path: 'M\uFFFDller.dcm', bytes: 0, problem: 'name' }]);
  });
});

describe('what is taken in of an output', () => {
  it('holds every file that is awaited, however many others lie before it', () => {
    put(...Array.from({ length: 30 }, (_, i) => `000000/${i}`), '000001/000001.dcm', '000001/000002.dcm', 'zzz/1');
    const found = takeIn(dir, { ...bounds, expected: new Set(['000001/000001.dcm', '000001/000002.dcm']) });
    expect(found.map(({ path }) => path)).toEqual(expect.arrayContaining(['000001/000001.dcm', '000001/000002.dcm']));
    expect(found.filter(({ problem }) => problem === 'too-many')).toHaveLength(1);
    expect(found.length).toBeLessThan(8);
  });

  it('refuses files that say to be far larger than the disk they take, and those larger than any', () => {
    put('holes.dcm', 'giant.dcm', 'small.dcm');
    truncateSync(join(dir, 'holes.dcm'), 100 * 2 ** 20);
    truncateSync(join(dir, 'giant.dcm'), 2 ** 40);
    truncateSync(join(dir, 'small.dcm'), 2 ** 20);
    const problems = new Map(takeIn(dir, bounds).map(({ path, problem }) => [path, problem]));
    expect(Object.fromEntries(problems)).toEqual({ 'holes.dcm': 'sparse', 'giant.dcm': 'too-large', 'small.dcm': undefined });
  });

  it('holds files and folders whose rights a tool took away, and they can be removed', () => {
    const own = join(dir, 'own');
    put('own/000001/000001.dcm', 'own/000001/deeper/x');
    if (isRoot)
      for (const path of ['own', 'own/000001', 'own/000001/000001.dcm', 'own/000001/deeper', 'own/000001/deeper/x'])
        chownSync(join(dir, path), NOBODY, NOBODY);
    chmodSync(dir, 0o777);
    for (const path of ['000001/000001.dcm', '000001/deeper', '000001', '.']) chmodSync(join(own, path), 0);
    expect(asNobody(() => takeIn(own, bounds)).map(({ path, problem }) => [path, problem])).toEqual([
      ['000001/000001.dcm', undefined],
      ['000001/deeper/x', undefined],
    ]);
    for (const path of ['000001/deeper', '000001', '.']) chmodSync(join(own, path), 0);
    asNobody(() => removeFolder(own));
    expect(statSync(own, { throwIfNoEntry: false })).toBeUndefined();
  });
});
