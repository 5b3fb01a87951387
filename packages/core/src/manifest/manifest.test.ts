import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import schema from './adapter.schema.json' with { type: 'json' };
import { findManifests, loadManifest, manifestDigest, ManifestError } from './index.ts';

const LEAST = {
  id: 'my-tool',
  name: 'My tool',
  homepage: 'https://example.org/my-tool',
  licence: 'MIT',
  description: 'Removes names.',
  version: { fixed: '1.2.3' },
  install: { kind: 'none' },
  command: ['{node}', '{manifest}/driver.mjs', '{input}', '{output}', '--keep={profile.keep}'],
  profiles: { default: { policy: 'basic', description: 'As it comes.', values: { keep: ['(0008,0060)'] } } },
};

/** The least manifest's profile with another claim. */
function claiming(policy: string): object {
  return { profiles: { default: { ...LEAST.profiles.default, policy } } };
}

let root: string;
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'deidbench-manifest-'))));
afterEach(() => rmSync(root, { recursive: true }));

function folderWith(manifest: unknown, name = 'tool'): string {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'adapter.json'), typeof manifest === 'string' ? manifest : JSON.stringify(manifest));
  return folder;
}

async function errorOf(manifest: unknown): Promise<ManifestError> {
  const error: unknown = await loadManifest(folderWith(manifest)).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ManifestError);
  return error as ManifestError;
}

describe('a manifest', () => {
  it('finds the image file of apptainer beside itself, wherever its tool is called', async () => {
    const imageOf = async (runtime: string, image: string) => (await loadManifest(folderWith({ ...LEAST, runtime, image }))).image;
    expect(await imageOf('apptainer', 'tool.sif')).toBe(join(root, 'tool', 'tool.sif'));
    expect(await imageOf('apptainer', '/images/tool.sif')).toBe('/images/tool.sif');
    expect(await imageOf('docker', 'tool@sha256:1')).toBe('tool@sha256:1');
  });

  it('with the least that it needs gets the defaults', async () => {
    expect(await loadManifest(folderWith(LEAST))).toEqual({
      ...LEAST,
      runtime: 'process',
      env: {},
      input: 'tree',
      output: { naming: 'same-path', ignore: [] },
      identifiers: 'per-invocation',
      capabilities: { mediaTypes: ['application/dicom'], pixels: false, dates: 'removed', network: false },
      addressSpaceLimit: false,
      notes: [],
    });
  });

  it('may begin with a byte order mark', async () => {
    expect((await loadManifest(folderWith(`\uFEFF${JSON.stringify(LEAST)}`))).id).toBe('my-tool');
  });

  it('that is missing or no JSON is told by its file', async () => {
    await expect(loadManifest(join(root, 'nowhere'))).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining(join('nowhere', 'adapter.json')),
    });
    expect(await errorOf('{ id: ')).toMatchObject({ code: 'NOT_JSON' });
  });

  it.each([
    [{ id: 'My Tool' }, '/id', /found "My Tool"/],
    [{ name: undefined }, '', /"name" is missing/],
    [{ colour: 'red' }, '', /"colour" is not a field here, found "red"/],
    [{ input: 'stdin' }, '/input', /must be one of "tree", "flat".*found "stdin"/],
    [{ install: { kind: 'brew' } }, '/install', /"kind".*one of.*found "brew"/],
    [{ install: { kind: 'pip', python: '3.11' } }, '/install', /"lock" is missing/],
    [{ install: { kind: 'pip', python: '3.11', lock: '../lock.txt' } }, '/install/lock', /found "..\/lock.txt"/],
    [{ install: { kind: 'pip', python: '3.11', lock: 'lock.txt' } }, '/install/lock', /"lock.txt" is not a file of this folder/],
    [{ command: [] }, '/command', /is empty and there is no \/adapter/],
    [{ command: ['{inptu}'] }, '/command/0', /\{inptu\} is not a word of templates; use \{input\}/],
    [{ command: ['{profile.level}'] }, '/command/0', /\/profiles\/default\/values has no "level"/],
    [{ env: { DATA: '{where}' } }, '/env/DATA', /\{where\}/],
    [{ runtime: 'docker' }, '/image', /is missing, but \/runtime is "docker"/],
    [{ output: { naming: 'map' } }, '/output/map', /is missing/],
    [{ input: 'server' }, '/adapter', /a server needs code/],
    [{ profiles: {} }, '/profiles', /fewer than 1/],
    [{ command: ['{reference}'] }, '/command/0', /given to the oracle alone/],
    [
      { output: { naming: 'map', map: { file: '{input}/map.csv', from: 'a', to: 'b' } } },
      '/output/map/file',
      /below \{output\} or \{work\}/,
    ],
    [{ programs: { 'a b': 'x' } }, '/programs', /pattern/],
    [{ version: { command: ['x'], pattern: '(.*)', from: 'new' } }, '/version', /\/version\/from: .*found "new"/],
    [{ version: {} }, '/version', /"fixed" is missing/],
    [claiming('tcai'), '/profiles/default/policy', /"tcai" is no policy.*basic.*tcia.*file of this folder/],
    [claiming('tcia+dates'), '/profiles/default/policy', /"tcia\+dates" is no policy.*modified-dates/],
    [claiming('Basic'), '/profiles/default/policy', /"Basic"/],
    [claiming('../policy.md'), '/profiles/default/policy', /"..\/policy.md"/],
    [{ notes: [{ text: 'x', link: 'not a link' }] }, '/notes/0/link', /must match format "uri"/],
  ])('with %j is refused at %s', async (change, path, message) => {
    const error = await errorOf({ ...LEAST, ...change });
    expect(error).toMatchObject({ code: 'INVALID', path });
    expect(error.message).toMatch(message);
  });

  it.each(['basic', 'tcia', 'basic+modified-dates+descriptors', 'tcia+institution', 'ours.md'])(
    'may claim the policy %s',
    async (policy) => {
      const folder = folderWith({ ...LEAST, ...claiming(policy) });
      writeFileSync(join(folder, 'ours.md'), 'Names go.');
      expect((await loadManifest(folder)).profiles.default?.policy).toBe(policy);
    },
  );

  it('of a later form is told by that alone, and not by the fields that it has beyond', async () => {
    const { message, id } = await errorOf({ ...LEAST, manifestVersion: 2, accelerators: ['gpu'], input: 'stream' });
    expect(message).toMatch(/manifestVersion: 2 is newer than the 1 that this deidbench knows; update deidbench/);
    expect(message).not.toContain('accelerators');
    expect(id).toBe('my-tool');
    expect(await loadManifest(folderWith({ ...LEAST, manifestVersion: 1 }))).toMatchObject({ manifestVersion: 1 });
  });

  it('with several faults names them all', async () => {
    const { message } = await errorOf({ ...LEAST, id: 'A', licence: 3 });
    expect(message).toContain('/id');
    expect(message).toContain('/licence');
  });
});

describe('the schema of manifests', () => {
  it('describes every field', () => {
    expect(undescribed(schema, '')).toEqual([]);
  });
});

function undescribed(node: unknown, path: string): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const properties = (node as { properties?: Record<string, { description?: string }> }).properties ?? {};
  const bare = Object.entries(properties).filter(([, field]) => !field.description);
  return [
    ...bare.map(([name]) => `${path}/${name}`),
    ...Object.entries(node).flatMap(([name, child]) =>
      (name === 'properties' ? Object.entries(child as object) : [[name, child] as const]).flatMap(([key, value]) =>
        undescribed(value, `${path}/${key}`),
      ),
    ),
  ];
}

describe('the registry of folders', () => {
  it('finds a folder of manifests and a manifest by itself, sorted by id', async () => {
    folderWith({ ...LEAST, id: 'b' }, 'tools/b');
    folderWith({ ...LEAST, id: 'a' }, 'tools/z');
    const own = folderWith({ ...LEAST, id: 'c' }, 'own');
    mkdirSync(join(root, 'tools', 'no-tool'));
    const { manifests, errors } = await findManifests([join(root, 'tools'), own]);
    expect(manifests.map(({ manifest, folder }) => [manifest.id, folder])).toEqual([
      ['a', join(root, 'tools', 'z')],
      ['b', join(root, 'tools', 'b')],
      ['c', own],
    ]);
    expect(errors).toEqual([]);
  });

  it('loses none for a wrong one', async () => {
    folderWith('{', 'tools/broken');
    folderWith(LEAST, 'tools/whole');
    const { manifests, errors } = await findManifests([join(root, 'tools'), join(root, 'nowhere')]);
    expect(manifests).toHaveLength(1);
    expect(errors.map(({ code }) => code)).toEqual(['NOT_JSON', 'NOT_FOUND']);
  });

  it('says of a folder that was named and holds no manifest that it does', async () => {
    mkdirSync(join(root, 'tools', 'nothing'), { recursive: true });
    const { errors } = await findManifests([join(root, 'tools')]);
    expect(errors).toMatchObject([{ code: 'NOT_FOUND', file: join(root, 'tools', 'adapter.json') }]);
  });

  it('refuses a second manifest with the same id, naming both folders', async () => {
    folderWith(LEAST, 'tools/first');
    folderWith(LEAST, 'tools/second');
    const { manifests, errors } = await findManifests([join(root, 'tools')]);
    expect(manifests).toHaveLength(1);
    expect(errors[0]).toMatchObject({ code: 'DUPLICATE_ID', message: expect.stringMatching(/second.*first/) });
  });
});

describe('the digest of a manifest', () => {
  it('is another when a driver that is linked into it changes, or the link', async () => {
    const folder = folderWith(LEAST);
    for (const name of ['one', 'two']) writeFileSync(join(root, name), name);
    const link = join(folder, 'driver.py');
    const digests = new Set<string>();
    for (const target of ['one', 'two']) {
      rmSync(link, { force: true });
      symlinkSync(join(root, target), link);
      digests.add(await manifestDigest(folder));
    }
    writeFileSync(join(root, 'two'), 'three');
    expect(digests.add(await manifestDigest(folder)).size).toBe(3);
  });

  it('is that of its files, wherever they lie', async () => {
    const folder = folderWith(LEAST);
    writeFileSync(join(folder, 'driver.mjs'), 'one');
    cpSync(folder, join(root, 'copy'), { recursive: true });
    const digest = await manifestDigest(folder);
    expect(await manifestDigest(join(root, 'copy'))).toBe(digest);
    mkdirSync(join(folder, '__pycache__'));
    writeFileSync(join(folder, '__pycache__', 'x.pyc'), '');
    writeFileSync(join(folder, 'README.md'), 'words');
    expect(await manifestDigest(folder)).toBe(digest);
    writeFileSync(join(folder, 'driver.mjs'), 'two');
    expect(await manifestDigest(folder)).not.toBe(digest);
  });
});
