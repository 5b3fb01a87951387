import { describe, expect, it } from 'vitest';
import { run } from './run.ts';

const clocks = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

describe('a helper program', () => {
  it('that is not there leaves no clock behind, which would keep a command from ending', async () => {
    const before = clocks();
    expect(await run(['/no/such/program'], { seconds: 900 })).toMatchObject({ code: null, output: expect.stringContaining('ENOENT') });
    expect(clocks()).toBeLessThanOrEqual(before);
  });

  it('that takes too long is ended, and that is said', async () => {
    expect(await run(['sleep', '30'], { seconds: 0.2 })).toMatchObject({ code: null, ended: 'after 0.2 s' });
  });
});
