import { describe, expect, it } from 'vitest';
import { attemptKey, judgeKey, type AttemptKeyParts } from './keys.ts';

const parts: AttemptKeyParts = {
  lockDigest: 'l',
  manifestDigest: 'm',
  profile: 'default',
  inputDigests: ['a', 'b'],
  limits: { seconds: 1, memoryBytes: 2, diskBytes: 3, processes: 4 },
  isolation: { method: 'bwrap', network: 'none', pidNamespace: true, readOnlyInput: true, hiddenRun: true },
};

describe('the key of an attempt', () => {
  it('is the same for the same parts in any order of writing', () => {
    expect(attemptKey({ ...parts })).toBe(attemptKey(Object.fromEntries(Object.entries(parts).toReversed()) as unknown as AttemptKeyParts));
    expect(attemptKey(parts)).toMatch(/^[0-9a-f]{64}$/);
  });

  it.each([
    { lockDigest: 'x' },
    { manifestDigest: 'x' },
    { profile: 'tuned' },
    { inputDigests: ['b', 'a'] },
    { inputDigests: ['a'] },
    { limits: { ...parts.limits, seconds: 9 } },
    { isolation: { ...parts.isolation, method: 'group' as const } },
    { seed: 7 },
  ])('changes with %j', (change) => {
    expect(attemptKey({ ...parts, ...change })).not.toBe(attemptKey(parts));
  });

  it('is never the key of a judgement', () => {
    const same = { outputDigest: '', keyDigest: '', rulesVersion: '', readerVersion: '', iodVersion: '' };
    expect(judgeKey(same)).not.toBe(attemptKey(same as unknown as AttemptKeyParts));
  });
});
