import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failing, scriptedAdapter } from '../testing/scripted-adapter.ts';

let root = '';
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'deidbench-ended-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** What is said of the files that did not come out: by a profile, and with a stranger among the files. */
async function missing(folder: string): Promise<string[]> {
  const points = await failing(folder);
  return points.filter(({ point }) => /comes out and pairs|no DICOM/u.test(point)).map(({ detail }) => detail);
}

describe('how a call ended that left something out', () => {
  it('is told with the last words of the tool, and nothing of them that a terminal obeys', async () => {
    const driver = "console.error('why: \\u001b[31mno licence\\u001b[0m\\u0007'); process.exit(3);";
    const told = "0 of 6 (exited 3) · the tool's last words: why: no licence";
    expect(await missing(scriptedAdapter(root, driver))).toEqual([told, told]);
  });

  it('is told alone where the tool said nothing', async () => {
    expect(await missing(scriptedAdapter(root, ''))).toEqual(['0 of 6 (exited 0)', '0 of 6 (exited 0)']);
  });

  it.each([
    [`{ end: 'not-supported', detail: 'no \\u001b[31msuch\\u001b[0m syntax' }`, 'not-supported, no such syntax'],
    [`{ end: 'exited', exitCode: 4 }`, 'exited 4'],
    [`{ end: 'done' }`, `exited 1) · the tool's last words: code.mjs: deidentify(job, context) gave an end that it may not tell, 'done'`],
    [`{ end: 'infrastructure' }`, `gave an end that it may not tell, 'infrastructure': "end" must be one of exited, timeout`],
    [`{ end: 'exited', exitCode: 'two' }`, `gave "exitCode": 'two', which is no whole number`],
    [`undefined`, 'gave undefined and no end: an object whose "end" must be one of exited'],
  ])('is what adapter code tells of it, or what is wrong with that: %s', async (end, told) => {
    const folder = scriptedAdapter(root, '', { command: [], adapter: 'code.mjs' });
    writeFileSync(join(folder, 'code.mjs'), `export default () => ({ async deidentify() { return ${end}; } });`);
    expect((await missing(folder))[0]).toContain(told);
  });
});
