import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headDigest } from './blob-format.ts';
import { readBlobHead, readBlobSection, verifyBlob } from './blob-read.ts';
import { writeBlob } from './blob-write.ts';

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'deidbench-blob-'))));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

describe('a blob', () => {
  it('gives back every section as it was written', async () => {
    const sections = fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/), fc.uint8Array({ maxLength: 3000 }), {
      noNullPrototype: true,
    });
    await fc.assert(
      fc.asyncProperty(sections, async (given) => {
        await writeBlob(at('any.blob'), { tool: 'x' }, given);
        for (const [name, bytes] of Object.entries(given)) expect(await readBlobSection(at('any.blob'), name)).toEqual(Buffer.from(bytes));
      }),
      { numRuns: 40 },
    );
  });

  it('has one canonical line of head, then the sections', async () => {
    await writeBlob(at('a.blob'), { unit: 'u', tool: 't' }, { cells: 'short', verdicts: Buffer.alloc(5000) });
    const [line = ''] = readFileSync(at('a.blob'), 'latin1').split('\n');
    expect(line).toMatch(
      /^\{"formatVersion":1,"headSha256":"[0-9a-f]{64}","sections":\[\{"codec":"none","length":5,"name":"cells","offset":0,/,
    );
    expect(await readBlobHead(at('a.blob'))).toMatchObject({
      unit: 'u',
      sections: [
        { name: 'cells', size: 5 },
        { name: 'verdicts', codec: 'zstd', size: 5000 },
      ],
    });
  });

  it('has equal bytes for equal content', async () => {
    const content = { cells: 'x'.repeat(1000) };
    await writeBlob(at('b.blob'), { b: 1, a: 2 }, content);
    await writeBlob(at('c.blob'), { a: 2, b: 1 }, content);
    expect(readFileSync(at('b.blob'))).toEqual(readFileSync(at('c.blob')));
  });

  it('is for its owner alone', async () => {
    await writeBlob(at('mode.blob'), {}, {});
    expect(statSync(at('mode.blob')).mode & 0o777).toBe(0o600);
  });

  it('with a long head is read', async () => {
    await writeBlob(at('long.blob'), { ordinals: Array.from({ length: 60_000 }, (_, i) => i) }, { cells: 'x' });
    expect(await readBlobSection(at('long.blob'), 'cells')).toEqual(Buffer.from('x'));
  });

  it('of another format version is refused by name', async () => {
    const head = { formatVersion: 2, sections: [] };
    writeFileSync(at('new.blob'), `${JSON.stringify({ ...head, headSha256: headDigest(head) })}\n`);
    await expect(readBlobHead(at('new.blob'))).rejects.toMatchObject({
      code: 'FORMAT_VERSION',
      message: expect.stringContaining('has blob format 2, this deidbench reads 1'),
    });
  });

  it('without the section asked for says which it has', async () => {
    await writeBlob(at('d.blob'), {}, { cells: '', values: '' });
    await expect(readBlobSection(at('d.blob'), 'evidence')).rejects.toMatchObject({
      code: 'NO_SECTION',
      message: expect.stringContaining('cells, values'),
    });
  });

  it('that is not there, no blob, or empty is told apart', async () => {
    writeFileSync(at('text.blob'), 'not a blob\n');
    writeFileSync(at('empty.blob'), '');
    writeFileSync(at('null.blob'), 'null\n');
    await expect(readBlobHead(at('none.blob'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    for (const name of ['text', 'empty', 'null']) await expect(readBlobHead(at(`${name}.blob`))).rejects.toMatchObject({ code: 'CORRUPT' });
  });

  it('with any bit of its head changed is found corrupt', async () => {
    await writeBlob(at('whole.blob'), { tool: 't', outcome: { ok: 3 } }, { cells: 'cells' });
    const whole = readFileSync(at('whole.blob'));
    for (let place = 0; place <= whole.indexOf(10); place += 1) {
      for (let bit = 0; bit < 8; bit += 1) {
        const changed = Buffer.from(whole);
        changed[place] = (changed[place] ?? 0) ^ (1 << bit);
        writeFileSync(at('changed.blob'), changed);
        await expect(verifyBlob(at('changed.blob')), `byte ${place}, bit ${bit}`).rejects.toMatchObject({ code: 'CORRUPT' });
      }
    }
  });

  it('with any byte of its sections changed, or cut anywhere, is found corrupt', async () => {
    await writeBlob(at('whole.blob'), { tool: 't' }, { cells: 'cells '.repeat(100), verdicts: Buffer.alloc(70, 7) });
    const whole = readFileSync(at('whole.blob'));
    const head = whole.indexOf(10) + 1;
    for (let place = head; place < whole.length; place += 1) {
      const changed = Buffer.from(whole);
      changed[place] = (changed[place] ?? 0) ^ 0x41;
      writeFileSync(at('changed.blob'), changed);
      await expect(verifyBlob(at('changed.blob')), `byte ${place}`).rejects.toMatchObject({ code: 'CORRUPT' });
      writeFileSync(at('cut.blob'), whole.subarray(0, place));
      await expect(verifyBlob(at('cut.blob')), `cut at ${place}`).rejects.toMatchObject({ code: 'CORRUPT' });
    }
  });
});
