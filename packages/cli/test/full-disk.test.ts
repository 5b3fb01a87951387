import { existsSync, symlinkSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeFailure } from '../src/exit.ts';
import { deidbench, inProcess, scratch } from './cli.ts';

const { at, remove } = scratch('full-disk');

beforeAll(async () => {
  await deidbench(['synth', '--preset', 'demo', '--patients', '1', '--image-size', '64', '--out', at('set')]);
  await deidbench(['scan', '--input', at('set', 'input'), '--deid', at('set', 'reference'), '--out', at('run')]);
}, 120_000);
afterAll(remove);

/** A file under way whose disk is full: whatever is written to it is refused for want of room. */
const fill = (path: string) => symlinkSync('/dev/full', path);

describe.skipIf(!existsSync('/dev/full'))('on a full disk', () => {
  it('a pack says that nothing of it is kept, and nothing is', async () => {
    fill(at('small.tar.part'));
    const { code, out, err } = await inProcess(['dataset', 'pack', at('set'), '--public', '--out', at('small.tar')]);
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toMatch(/^deidbench dataset pack: .*no room left.*Nothing of the pack is kept: make room, or name another --out\.\n$/);
    expect([at('small.tar'), at('small.tar.part')].filter((path) => existsSync(path))).toEqual([]);
  });

  it('a report says that the run is as it was', async () => {
    fill(at('run', `results.json.${process.pid}.tmp`));
    const { code, err } = await inProcess(['report', at('run'), '--format', 'json']);
    expect(code).toBe(3);
    expect(err).toMatch(/^deidbench report: .*no room left.*What was run is as it was: make room and write the report again\.\n$/);
  });

  it.each(['run', 'demo', 'score', 'scan'])('%s says that it goes on where it stopped', (command) => {
    const error = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    expect(describeFailure(error, command).line).toContain('What is done is saved: make room and run it again to go on.');
  });
});

it('a folder that a read-only disk does not take is not said to be missing', () => {
  const error = Object.assign(new Error('ENOENT'), { code: 'ENOENT', syscall: 'mkdir', path: '/media/cd/plan' });
  expect(describeFailure(error)).toMatchObject({
    exit: 2,
    line: expect.stringMatching(/^\/media\/cd\/plan: cannot be made: .*read-only/u),
  });
});
