import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { brokenAdapters, listAdapters, resolveAdapter } from './registry.ts';
import { newAdapter } from './new-adapter.ts';

let folder = '';
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'deidbench-registry-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the registry', () => {
  it('finds the built-in tools and the three controls, and none of them is broken', async () => {
    const ids = (await listAdapters()).map(({ id }) => id);
    expect(ids).toEqual(ids.toSorted());
    expect(ids).toEqual(expect.arrayContaining(['dicognito', 'identity', 'oracle', 'scorched']));
    expect(await brokenAdapters()).toEqual([]);
  });

  it('offers the nearest name when a tool is not there', async () => {
    await expect(resolveAdapter('dicom-anonymizr')).rejects.toMatchObject({
      code: 'NO_SUCH_TOOL',
      message: expect.stringContaining('Did you mean dicom-anonymizer?') as string,
    });
  });

  it('offers the path of an adapter that lies in the working directory', async () => {
    await newAdapter(folder, 'my-tool');
    vi.spyOn(process, 'cwd').mockReturnValue(folder);
    await expect(resolveAdapter('my-tool')).rejects.toThrow('my-tool: no such tool. Did you mean ./my-tool?');
    vi.restoreAllMocks();
  });

  it('takes a path as the folder of a manifest', async () => {
    await newAdapter(folder, 'my-tool');
    await expect(resolveAdapter(join(folder, 'my-tool'))).resolves.toMatchObject({ id: 'my-tool', origin: 'folder' });
  });

  it('finds packages named deidbench-adapter-*, scoped ones too, and leaves others alone', async () => {
    for (const [name, id] of [
      ['deidbench-adapter-one', 'one'],
      ['@some/deidbench-adapter-two', 'two'],
      ['other-adapter', 'three'],
    ] as const) {
      const parent = join(folder, 'node_modules', name);
      await mkdir(join(parent, '..'), { recursive: true });
      await newAdapter(join(parent, '..'), id);
      await rename(join(parent, '..', id), parent);
    }
    const packages = (await listAdapters({ packagesFrom: folder })).filter(({ origin }) => origin === 'package');
    expect(packages.map(({ id }) => id)).toEqual(['one', 'two']);
  });

  it('finds a broken adapter by its id, or by the name of its package, and says what is wrong with it', async () => {
    const parent = join(folder, 'node_modules', 'deidbench-adapter-half');
    await mkdir(parent, { recursive: true });
    await writeFile(join(parent, 'adapter.json'), '{ "id": "half-made", "name": "x" }');
    await expect(resolveAdapter('half-made', { packagesFrom: folder })).rejects.toThrow(/"homepage" is missing/);
    await expect(resolveAdapter('deidbench-adapter-half', { packagesFrom: folder })).rejects.toThrow(/"homepage" is missing/);
  });

  it('takes the nearest of two packages with one name, as Node does', async () => {
    const inner = join(folder, 'inner');
    for (const [place, id] of [
      [folder, 'far'],
      [inner, 'near'],
    ] as const) {
      const modules = join(place, 'node_modules');
      await mkdir(modules, { recursive: true });
      await newAdapter(modules, id);
      await rename(join(modules, id), join(modules, 'deidbench-adapter-same'));
    }
    const found = (await listAdapters({ packagesFrom: inner })).filter(({ origin }) => origin === 'package');
    expect(found.map(({ id }) => id)).toEqual(['near']);
    expect(await brokenAdapters({ packagesFrom: inner })).toEqual([]);
  });

  it('takes no control from others: the oracle is given the answers', async () => {
    const target = await newAdapter(folder, 'cheat');
    const manifest = JSON.parse(await readFile(join(target, 'adapter.json'), 'utf8')) as object;
    await writeFile(join(target, 'adapter.json'), JSON.stringify({ ...manifest, control: 'oracle' }));
    expect((await listAdapters({ extraFolders: [target] })).map(({ id }) => id)).not.toContain('cheat');
    await expect(resolveAdapter(target)).rejects.toThrow(/control: "oracle" marks a control/);
  });

  it('names a broken manifest with its file and field, and still lists the others', async () => {
    await newAdapter(folder, 'good');
    await mkdir(join(folder, 'bad'));
    await writeFile(join(folder, 'bad', 'adapter.json'), '{ "id": "Bad Id" }');
    expect((await listAdapters({ extraFolders: [folder] })).map(({ id }) => id)).toContain('good');
    const [error] = await brokenAdapters({ extraFolders: [folder] });
    expect(error?.message).toContain(join('bad', 'adapter.json'));
  });
});
