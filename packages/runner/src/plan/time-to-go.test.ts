import { describe, expect, it } from 'vitest';
import { TimeToGo } from './time-to-go.ts';

const ROWS = [
  { tool: 'slow', profile: 'default', instances: 1000 },
  { tool: 'quick', profile: 'default', instances: 1000 },
];

function clocked(durations = {}, jobs = 2) {
  let clock = 0;
  const left = new TimeToGo(ROWS, { jobs, durations, now: () => clock });
  const begin = (tool: string, n: number) => left.event({ kind: 'phase', unit: `${tool}.default.${n}`, phase: 'stage' });
  const finish = (tool: string, n: number, instances = 500) =>
    left.event({ kind: 'finished', unit: `${tool}.default.${n}`, tool, profile: 'default', instances });
  return { left, begin, finish, wait: (seconds: number) => void (clock += seconds) };
}

describe('the time to go', () => {
  it('is not told before anything is known', () => {
    expect(clocked().left.secondsLeft()).toBeUndefined();
  });

  it('follows from recorded durations, shared among the jobs', () => {
    expect(clocked({ 'slow:default': 0.1, 'quick:default': 0.01 }).left.secondsLeft()).toBeCloseTo(55);
  });

  it('is mended by what the run itself measures, and counts down while a unit is under way', () => {
    const { left, begin, finish, wait } = clocked({ 'slow:default': 0.1, 'quick:default': 0.01 }, 1);
    begin('slow', 1);
    wait(100);
    finish('slow', 1);
    expect(left.secondsLeft()).toBeCloseTo(100 + 10);
    begin('slow', 2);
    wait(40);
    expect(left.secondsLeft()).toBeCloseTo(60 + 10);
  });

  it('takes tools of which nothing is known for those that are', () => {
    const { left, begin, finish, wait } = clocked({}, 1);
    begin('slow', 1);
    wait(50);
    finish('slow', 1);
    expect(left.secondsLeft()).toBeCloseTo(50 + 100);
  });

  it('counts what was done before as no work and no measure', () => {
    const { left, finish } = clocked({ 'slow:default': 0.1, 'quick:default': 0.01 }, 1);
    finish('slow', 1);
    finish('slow', 2);
    expect(left.secondsLeft()).toBeCloseTo(10);
  });
});
