import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COPY, failing as failingPoints, scriptedAdapter } from '../testing/scripted-adapter.ts';
import { testAdapter } from './test-adapter.ts';

/** A tool that copies and then writes something else into every file of its output. */
const spoiling = (made: string): string => `${COPY}
  import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
  for (const name of readdirSync(process.argv[3], { recursive: true })) {
    const path = process.argv[3] + '/' + name;
    if (!statSync(path).isFile()) continue;
    const bytes = readFileSync(path);
    writeFileSync(path, ${made});
  }`;

let root = '';
beforeEach(async () => void (root = await mkdtemp(join(tmpdir(), 'deidbench-contract-'))));
afterEach(() => rm(root, { recursive: true, force: true }));

const adapter = (driver: string, more: Record<string, unknown> = {}) => scriptedAdapter(root, driver, more);
const failing = async (folder: string) => (await failingPoints(folder)).map(({ point }) => point);

describe('the adapter contract', () => {
  it('holds for a tool that copies', async () => {
    // A copy also copies the stranger among the files, which is no output of an input; the contract looks at that in a call of its own.
    const { ok, points } = await testAdapter(adapter(COPY));
    expect(ok).toBe(true);
    expect(points.length).toBeGreaterThan(8);
  });

  it('names a wrong manifest with its field', async () => {
    const folder = adapter(COPY, { identifiers: 'sometimes' });
    const { ok, points } = await testAdapter(folder);
    expect(ok).toBe(false);
    expect(points[0]?.detail).toContain('/identifiers');
  });

  it('is tested of no tool that there is not', async () => {
    await expect(testAdapter('nope')).rejects.toMatchObject({ code: 'NO_SUCH_TOOL' });
    await expect(testAdapter(root)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('sees that nothing came out, although the tool ended with 0', async () => {
    expect(await failing(adapter(''))).toContain('default: every input comes out and pairs');
  });

  it('says that nothing pairs, and not that nothing came out, where the outputs bear names of their own', async () => {
    const packs = `import { writeFileSync } from 'node:fs'; writeFileSync(process.argv[3] + '/all.tgz', 'packed');`;
    const { points } = await testAdapter(adapter(packs));
    const details = points.flatMap(({ ok, detail }) => (ok ? [] : [detail])).join('\n');
    expect(details).toContain('not looked at: no output pairs with an input');
    expect(details).not.toContain('nothing came out');
  });

  it('holds of nothing where there is nothing to look at', async () => {
    const { points } = await testAdapter(adapter(''));
    expect(points.filter(({ ok }) => ok).map(({ point }) => point)).toEqual([
      'the manifest is valid',
      'it installs and tells its version',
      'default: every output is a regular file',
      'default: nothing comes out that pairs with no input',
      'default: the input is unharmed',
    ]);
    expect(points.filter(({ detail }) => detail.startsWith('not looked at: '))).toHaveLength(4);
  });

  it('finds no identifiers equal in one file alone', async () => {
    const driver = `${COPY} import { rmSync } from 'node:fs'; for (const n of [2, 3]) rmSync(process.argv[3] + '/00000' + n, { recursive: true });
      rmSync(process.argv[3] + '/000001/000002.dcm');`;
    expect(await failing(adapter(driver))).toContain('default: equal identifiers stay equal inside one call');
  });

  it('sees what is not DICOM, and pairs none of it', async () => {
    const { points } = await testAdapter(adapter(spoiling("'no'")));
    expect(points).toContainEqual({ point: 'default: every input comes out and pairs', ok: false, detail: '0 of 6 (exited 0)' });
    expect(points.filter(({ ok }) => !ok).map(({ point }) => point)).toEqual([
      'default: every input comes out and pairs',
      'default: what comes out is readable DICOM',
      'default: equal identifiers stay equal inside one call',
      'a file that is no DICOM does not stop it',
    ]);
  });

  it('sees files that are cut in half, and says where', async () => {
    const { points } = await testAdapter(adapter(spoiling('bytes.subarray(0, bytes.length / 2)')));
    const readable = points.find(({ point }) => point === 'default: what comes out is readable DICOM');
    expect(readable).toMatchObject({ ok: false, detail: expect.stringContaining('000001.dcm: it is cut short at byte ') as unknown });
    expect(points).toContainEqual({ point: 'default: every input comes out and pairs', ok: true, detail: '6 of 6 (exited 0)' });
  });

  it('sees files that belong to no input', async () => {
    const driver = `${COPY} import { writeFileSync } from 'node:fs'; writeFileSync(process.argv[3] + '/report.html', 'hello');`;
    expect(await failing(adapter(driver))).toEqual(['default: nothing comes out that pairs with no input']);
  });

  it('takes no notice of those that the manifest says are not output', async () => {
    const driver = `${COPY} import { writeFileSync } from 'node:fs'; writeFileSync(process.argv[3] + '/report.html', 'hello');`;
    expect(await failing(adapter(driver, { output: { naming: 'same-path', ignore: ['*.html'] } }))).toEqual([]);
  });

  it('pairs what a tool names by itself: by the map that it writes, and by the pixels where it writes none', async () => {
    const renaming = `
      import { readFileSync, readdirSync, writeFileSync, statSync } from 'node:fs';
      import { createHash } from 'node:crypto';
      const [input, output, , work] = process.argv.slice(2);
      const rows = ['old,new'];
      for (const name of readdirSync(input, { recursive: true })) {
        if (!name.endsWith('.dcm')) continue;
        const bytes = readFileSync(input + '/' + name);
        const made = createHash('sha256').update(bytes).digest('hex') + '.dcm';
        writeFileSync(output + '/' + made, bytes);
        rows.push(name + ',' + made);
      }
      writeFileSync(work + '/map.csv', rows.join('\\n'));`;
    const command = ['{node}', '{manifest}/driver.mjs', '{input}', '{output}', '{seed}', '{work}'];
    const map = { file: '{work}/map.csv', from: 'old', to: 'new' };
    const folder = adapter(renaming, { command, output: { naming: 'map', map } });
    expect(await failing(folder)).toEqual([]);
    expect(await failing(adapter(renaming, { command, output: { naming: 'free' } }))).toEqual([]);
  });

  it('sees identifiers that are new in every call, unless the manifest says so', async () => {
    const driver = `${COPY}
      import { readFileSync, readdirSync, writeFileSync, statSync } from 'node:fs';
      const fresh = String(process.hrtime.bigint() % 100000000n).padStart(8, '0');
      for (const name of readdirSync(process.argv[3], { recursive: true })) {
        const path = process.argv[3] + '/' + name;
        if (statSync(path).isFile()) writeFileSync(path, readFileSync(path, 'latin1').replaceAll('58291734', fresh), 'latin1');
      }`;
    const folder = adapter(driver);
    expect(await failing(folder)).toEqual(['a second call gives the same identifiers, or the manifest says per-invocation']);
    expect(await failing(adapter(driver, { identifiers: 'per-invocation' }))).toEqual([]);
  });

  it('sees that a file which is no DICOM stops it', async () => {
    const driver = `
      import { readdirSync } from 'node:fs';
      if (readdirSync(process.argv[2], { recursive: true }).some((name) => String(name).endsWith('.txt'))) process.exit(1);
      ${COPY}`;
    expect(await failing(adapter(driver))).toEqual(['a file that is no DICOM does not stop it']);
  });

  it('sees a tool that writes to its input, or cannot because the input is read-only', async () => {
    const driver = `import { writeFileSync } from 'node:fs'; writeFileSync(process.argv[2] + '/000001/000001.dcm', 'gone'); ${COPY}`;
    expect(await failing(adapter(driver))).not.toEqual([]);
  });
});
