import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { parseTimes, timedCommand, wallSecondsOf } from './shell.ts';

const said = (seconds: number): string =>
  [
    'ready',
    '0m0.00s 0m0.00s',
    '0m1.00s 0m0.50s',
    'up 100.00',
    `up ${(100 + seconds).toFixed(2)}`,
    '0m0.00s 0m0.00s',
    '0m3.00s 0m0.75s',
    '',
  ].join('\n');

describe('seconds of a tool', () => {
  it('are as seen from outside where who looks was in time', () => {
    expect(wallSecondsOf(said(2), 2.004)).toBe(2.004);
  });

  it('are those of the clock beside the tool where who looks was late: at its start, or at its end', () => {
    expect(wallSecondsOf(said(2), 0.0006)).toBeCloseTo(1.99, 5);
    expect(wallSecondsOf(said(2), 9)).toBeCloseTo(2.01, 5);
  });

  it('are as seen where the tool was killed before the clock was read again', () => {
    expect(wallSecondsOf('ready\nup 100.00\n', 7)).toBe(7);
    expect(wallSecondsOf('', 7)).toBe(7);
  });

  it('of processor time are what was waited for in between', () => {
    expect(parseTimes(said(2))).toBe(2.25);
    expect(parseTimes('ready\n0m0.00s 0m0.00s\n0m1.00s 0m0.50s\n')).toBeUndefined();
  });

  it('are told by the shell around the tool, with its exit code', () => {
    const [sh = '', ...rest] = timedCommand(['/bin/sh', '-c', 'sleep 0.3; exit 7']);
    const script = `"$@" 3>&1 >/dev/null; echo "exit $?"`;
    const told = execFileSync('/bin/sh', ['-c', script, 'outer', sh, ...rest], { encoding: 'utf8' });
    expect(told).toMatch(/exit 7$/m);
    expect(wallSecondsOf(told, 0)).toBeGreaterThan(0.27);
    expect(parseTimes(told)).toBeLessThan(0.3);
  });
});
