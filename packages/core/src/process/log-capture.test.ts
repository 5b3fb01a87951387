import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LogCapture } from './log-capture.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'deidbench-log-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** What is kept of chunks under a cap, and the words that were last. */
async function kept(name: string, chunks: readonly Uint8Array[], cap: number): Promise<{ file: Buffer; lastWords: string }> {
  const log = new LogCapture(join(folder, name), cap);
  const stream = new PassThrough();
  log.follow(stream);
  for (const chunk of chunks) if (chunk.length > 0) stream.write(chunk);
  while (stream.readableLength > 0) await setImmediate();
  await setImmediate();
  const lastWords = log.lastWords();
  log.close();
  return { file: readFileSync(join(folder, name)), lastWords };
}

describe('the log of a tool', () => {
  it('is all that the tool said, byte by byte, while it says little', async () => {
    const bytes = Buffer.from([0x1b, 0x5b, 0x33, 0x31, 0x6d, 0, 0xff, 0xfe, 0x0a]);
    expect((await kept('a', [bytes, bytes], 1e6)).file).toEqual(Buffer.concat([bytes, bytes]));
  });

  it('is its beginning and its end, however it comes in pieces, and says how much lies between', async () => {
    const cap = 40_000;
    let n = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 1, maxLength: 12 }), async (sizes) => {
        const whole = Buffer.from(Array.from({ length: sizes.reduce((a, b) => a + b, 0) }, (_, i) => 97 + (i % 26)));
        let offset = 0;
        const chunks = sizes.map((size) => whole.subarray(offset, (offset += size)));
        const { file, lastWords } = await kept(`p${(n += 1)}`, chunks, cap);
        expect(lastWords).toBe(whole.subarray(-4096).toString());
        const gap = Buffer.from(`\n[… ${whole.length - cap} bytes left out …]\n`);
        const cut = Buffer.concat([whole.subarray(0, cap / 2), gap, whole.subarray(-cap / 2)]);
        expect(file.equals(whole.length <= cap ? whole : cut)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('of many calls stays bounded, and each call has its last words in it', async () => {
    for (let call = 0; call < 30; call += 1) await kept('calls', [Buffer.alloc(50_000, 46), Buffer.from(`end of ${call}`)], 100_000);
    const text = readFileSync(join(folder, 'calls'), 'utf8');
    expect(text.length).toBeLessThan(100_000 + 30 * 8_300);
    for (let call = 0; call < 30; call += 1) expect(text).toContain(`end of ${call}`);
  });
});
