import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { installValidator } from '@deidbench/adapters';
import { validateFolder } from '@deidbench/runner';
import { generate } from '@deidbench/synth';
import { scratch } from './cli.ts';

const validator = await installValidator();
if (!validator.ready) console.warn(`dciodvfy was not run: ${validator.reason}`);
const { at, remove } = scratch('iod');
afterAll(remove);

describe.skipIf(!validator.ready)('dciodvfy itself', () => {
  const program = validator.ready ? validator.program : '';

  it("finds no error in generated files, and that Patient's Name is gone from them", async () => {
    await generate({ preset: 'demo', seed: 5, patients: 1, imageSize: 32, out: at('set') });
    const before = await validateFolder({ program }, at('set', 'input'));
    expect(before.flatMap(({ messages }) => messages.filter(({ type }) => type === 'error'))).toEqual([]);
    // Patient's Name, little endian with or without its VR, moves to a number that is none of DICOM.
    for (const { path } of before) {
      const bytes = readFileSync(at('set', 'input', path));
      const name = bytes.indexOf(Buffer.from([0x10, 0x00, 0x10, 0x00]));
      bytes[name + 2] = 0x11;
      writeFileSync(at('set', 'input', path), bytes);
    }
    const errors = (await validateFolder({ program }, at('set', 'input'))).flatMap(({ messages }) =>
      messages.filter(({ type }) => type === 'error'),
    );
    expect(errors).toContainEqual({ type: 'error', tag: '<(0010,0010)>', message: 'Missing attribute for Type 2 Required' });
  });
});
