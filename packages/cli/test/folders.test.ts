import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deidbench, inProcess, scratch } from './cli.ts';

const { at, remove } = scratch('folders');

beforeAll(async () => {
  await deidbench(['synth', '--preset', 'demo', '--patients', '2', '--image-size', '64', '--out', at('set')]);
});
afterAll(remove);

describe('a folder that was made elsewhere', { timeout: 60_000 }, () => {
  const scan = (input: string, out: string, ...more: string[]) =>
    deidbench(['scan', '--input', at(input, 'input'), '--deid', at('set', 'input'), '--out', at(out), '--json', ...more]);

  it('ends with 1 when a leak of the named severity is found, and with 0 without that wish', async () => {
    const gated = await scan('set', 'gated', '--fail-on', 'high');
    expect(gated.code).toBe(1);
    expect(JSON.parse(gated.out)).toMatchObject({ tools: [{ leaks: { high: expect.any(Number) } }] });
    expect((await scan('set', 'plain')).code).toBe(0);
  });

  it('is no clean release when nothing of it answers the originals', async () => {
    const { code, err } = await deidbench([
      'scan',
      '--input',
      seriesBySize(at('set', 'input')).at(-1) ?? '',
      '--deid',
      seriesBySize(at('set', 'input'))[0] ?? '',
      '--out',
      at('strangers'),
    ]);
    expect(code).toBe(2);
    expect(err).toMatch(/^deidbench scan: --deid .*: none of its \d+ files answers a file of --input/m);
  });

  it('names the rows of a list that are not looked for, in the answer for machines and on the terminal, and writes none of them', async () => {
    writeFileSync(at('list.csv'), 'text,patient\nFeatherstonehaugh^Wilhelmina,\nQ,\nchest,\nFeatherstonehaugh,nobody-here\n');
    const { code, out } = await scan('set', 'listed', '--identifiers', at('list.csv'));
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      notJudged: expect.arrayContaining([
        'list.csv, row 3: not looked for (too short)',
        'list.csv, row 4: not looked for (ordinary words alone)',
        'list.csv, row 5: not looked for (its patient is not among the originals)',
      ]),
    });
    const holding = everythingBelow(at('listed')).filter(
      (path) => statSync(path).isFile() && readFileSync(path).includes('Featherstonehaugh'),
    );
    expect(holding).toEqual([]);
  });

  it('is looked through for every patient where a crosswalk does not name all its files', async () => {
    cpSync(at('set', 'reference'), at('mixed'), { recursive: true });
    const series = seriesBySize(at('set', 'input'))[0] ?? '';
    cpSync(series, at('mixed', 'forgotten'), { recursive: true });
    const folders = ['--input', at('set', 'input'), '--deid', at('mixed'), '--uid-map', at('set', 'uid_mapping.csv')];
    const { code, err } = await deidbench(['scan', ...folders, '--out', at('mixed-run'), '--fail-on', 'high']);
    expect(code).toBe(1);
    expect(err).toMatch(/files of the output answer no original by --uid-map/);
  });

  it('leaves no workbook with values beside a masked report, and says so', async () => {
    const workbook = at('gated', 'report', 'report.xlsx');
    await inProcess(['report', at('gated'), '--format', 'xlsx', '--show-values']);
    expect(existsSync(workbook)).toBe(true);
    const { code, out } = await inProcess(['report', at('gated'), '--format', 'csv']);
    expect(code).toBe(0);
    expect(out).toContain(`Removed: ${workbook} (an earlier report wrote it with --show-values, and this one is masked)`);
    expect(existsSync(workbook)).toBe(false);
  });

  it('is written about in files that only their owner can read', () => {
    const open = everythingBelow(at('plain')).filter((path) => (statSync(path).mode & 0o077) !== 0);
    expect(open).toEqual([]);
  });
});

it('says what a preset would make without a folder to make it in', async () => {
  const { code, out } = await inProcess(['synth', '--preset', 'midi-1.0', '--dry-run', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ counts: { patients: 432, studies: 481, series: 526, instances: 55_890 } });
  expect(await inProcess(['synth', '--preset', 'midi-1.0'])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/--out: name the dataset/),
  });
});

function everythingBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path));
}

/** Folders of series by the size of their first file: the smallest holds no image, the largest does. */
function seriesBySize(input: string): string[] {
  const size = (folder: string) => statSync(join(folder, readdirSync(folder)[0] ?? '')).size;
  return readdirSync(input)
    .map((series) => join(input, series))
    .toSorted((a, b) => size(a) - size(b));
}
