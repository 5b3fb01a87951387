import { copyFileSync, cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deidbench, inProcess, scratch, type Answer } from './cli.ts';

const { at, remove } = scratch('imported-check');
let imported: Answer;
let checked: Answer;

function firstFile(): string {
  const [series = ''] = readdirSync(at('set', 'input'));
  return join(at('odd'), series, readdirSync(at('set', 'input', series))[0] ?? '');
}

/** A release as it lies on somebody's disk: with a file twice, a link to the folder itself, and a name that a terminal would obey. */
beforeAll(async () => {
  await deidbench(['synth', '--preset', 'demo', '--patients', '1', '--image-size', '64', '--out', at('set')]);
  cpSync(at('set', 'input'), at('odd'), { recursive: true });
  copyFileSync(firstFile(), at('odd', 'zz-again.dcm'));
  symlinkSync('.', at('odd', 'loop'));
  writeFileSync(at('odd', '\u001b[31mred'), 'no DICOM');
  imported = await inProcess(['dataset', 'import', '--input', at('odd'), '--answers', at('set', 'answers.db'), '--out', at('made')]);
  checked = await inProcess(['dataset', 'check', at('made')]);
}, 120_000);
afterAll(remove);

const count = ({ out }: Answer): string | undefined => /\d+ instances/u.exec(out)?.[0];

describe('a check of an imported dataset', () => {
  it('looks at the files that the import took, and names the others', () => {
    expect(checked).toMatchObject({ code: 0, out: expect.stringContaining('Nothing wrong') as string });
    expect(count(checked)).toBe(count(imported));
    expect(checked.err).toContain('zz-again.dcm: left out, it has the SOP Instance UID of ');
  });

  it('sees that a file was changed where no row of the key looks', async () => {
    const bytes = readFileSync(firstFile());
    bytes[5] = 65;
    writeFileSync(firstFile(), bytes);
    const { code, out } = await inProcess(['dataset', 'check', at('made')]);
    expect(code).toBe(1);
    expect(out).toMatch(/^DIGEST .*odd: the files are not those that were imported/m);
  });

  it('shows names of files and does not let a terminal obey them', () => {
    for (const { out, err } of [imported, checked]) expect(`${out}${err}`).not.toContain('\u001b');
    expect(imported.err).toContain('·[31mred: left out');
  });
});
