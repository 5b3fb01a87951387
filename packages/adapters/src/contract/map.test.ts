import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testAdapter } from './test-adapter.ts';
import { scriptedAdapter } from '../testing/scripted-adapter.ts';

let root = '';
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'deidbench-map-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** How many of the inputs came out, by a tool whose names and pixels tell nothing, and that writes this row of a file and its new name. */
async function cameOut(row: string, made = '`out${i}.dcm`'): Promise<string | undefined> {
  const driver = `
    import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
    const [input, output, , work] = process.argv.slice(2);
    const rows = ['old,new'];
    for (const [i, name] of readdirSync(input, { recursive: true }).filter((one) => one.endsWith('.dcm')).entries()) {
      const made = ${made};
      const bytes = readFileSync(input + '/' + name);
      bytes.fill(i, bytes.length - 100);
      writeFileSync(output + '/' + made, bytes);
      rows.push(${row});
    }
    writeFileSync(work + '/map.csv', rows.join('\\r\\n'));`;
  const folder = scriptedAdapter(root, driver, {
    command: ['{node}', '{manifest}/driver.mjs', '{input}', '{output}', '{seed}', '{work}'],
    output: { naming: 'map', map: { file: '{work}/map.csv', from: 'old', to: 'new' } },
  });
  return (await testAdapter(folder)).points.find(({ point }) => point === 'default: every input comes out and pairs')?.detail;
}

describe('the map that a tool writes', () => {
  it.each([
    ['plain', 'name + "," + made', undefined],
    ['quoted, with commas in the names', `'"' + name + '","' + made + '"'`, '`a, ${i}.dcm`'],
    ['quoted, with quotes in the names', `'"' + name + '","' + made.replaceAll('"', '""') + '"'`, '`"${i}".dcm`'],
  ])('pairs what it names: %s', async (_, row, made) => {
    expect(await cameOut(row, made)).toBe('6 of 6 (exited 0)');
  });

  it('is told where it gives no rows', async () => {
    expect(await cameOut('name + ";" + made')).toContain('(exited 0) · the map {work}/map.csv gave no rows');
  });
});
