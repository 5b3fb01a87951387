import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COPY, failing, scriptedAdapter } from '../testing/scripted-adapter.ts';

let root = '';
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'deidbench-odd-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const REGULAR = 'default: every output is a regular file';
const COPY_AND = `${COPY}
  import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
  import { execFileSync } from 'node:child_process';
  const out = process.argv[3];
`;

describe('what a tool leaves that is no regular file', () => {
  it.each([
    ['a pipe', `execFileSync('mkfifo', [out + '/pipe']);`, 'pipe (a pipe, socket or device)'],
    ['a link', `symlinkSync('/etc/hostname', out + '/link');`, 'link (a link)'],
    [
      'a file of far more bytes than it holds',
      `writeFileSync(out + '/big', ''); truncateSync(out + '/big', 2 ** 40);`,
      'big (too large: 1099511627776 bytes)',
    ],
    [
      'a name that is not UTF-8',
      `writeFileSync(Buffer.concat([Buffer.from(out + '/'), Buffer.from([0xe9])]), '');`,
      '\ufffd (a name that is not UTF-8)',
    ],
    ['a name that a terminal obeys', `symlinkSync('x', out + '/a\\u001b[31m\\nholds');`, 'a holds (a link)'],
    ['a folder without end', `mkdirSync(out + '/d'.repeat(40), { recursive: true });`, `${'d/'.repeat(32)}d (deeper than is followed)`],
  ])('is named and not opened: %s', { timeout: 30_000 }, async (_, act, told) => {
    const found = await failing(scriptedAdapter(root, COPY_AND + act));
    expect(found).toEqual([{ point: REGULAR, ok: false, detail: told }]);
  });

  it('is no answer where it stands in the place of one', async () => {
    const driver = `${COPY_AND} const at = out + '/000001/000001.dcm'; rmSync(at); symlinkSync('../../in/000001/000001.dcm', at);`;
    const details = Object.fromEntries((await failing(scriptedAdapter(root, driver))).map(({ point, detail }) => [point, detail]));
    expect(details[REGULAR]).toBe('000001/000001.dcm (a link)');
    expect(details['default: every input comes out and pairs']).toBe('5 of 6 (exited 0)');
  });

  it.each([
    ['{work}/map.csv', `execFileSync('mkfifo', [out + '/../work/map.csv']);`],
    ['{output}/map.csv', `execFileSync('mkfifo', [out + '/map.csv']);`],
  ])('is told of the map at %s too', { timeout: 30_000 }, async (file, act) => {
    const output = { naming: 'map', map: { file, from: 'old', to: 'new' } };
    const found = await failing(scriptedAdapter(root, COPY_AND + act, { output }));
    expect(found).toEqual([{ point: REGULAR, ok: false, detail: `${file} (a pipe, socket or device)` }]);
  });

  it('is the folder of its results where a link leads there', async () => {
    const driver = `${COPY_AND} mkdirSync(out + '/real'); symlinkSync('real', out + '/results');`;
    const found = await failing(scriptedAdapter(root, driver, { output: { naming: 'same-path', folder: 'results' } }));
    expect(found.find(({ point }) => point === REGULAR)?.detail).toBe('results (no folder)');
  });
});
