import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATTEMPT_ENDS, INSTANCE_OUTCOMES, type AttemptEnd } from '@deidbench/core/model';
import { outcomesOf } from './outcomes.ts';

const end = fc
  .constantFrom(...ATTEMPT_ENDS)
  .chain((kind) => fc.record({ end: fc.constant(kind), exitCode: fc.integer({ min: 0, max: 3 }) }));

describe('outcomes', () => {
  it('are one for each instance, whatever came out and however it ended', () => {
    fc.assert(
      fc.property(fc.array(end, { minLength: 1, maxLength: 12 }), fc.array(fc.nat(11)), fc.array(fc.nat(11)), (ends, paired, refused) => {
        const pairs = paired
          .filter((local) => local < ends.length)
          .map((ordinal) => ({ ordinal, output: String(ordinal), by: 'path' as const }));
        const outcomes = outcomesOf({ pairs, problems: [] }, ends, new Set(refused));
        expect(outcomes).toHaveLength(ends.length);
        for (const outcome of outcomes) expect(INSTANCE_OUTCOMES).toContain(outcome);
        for (const { ordinal } of pairs) expect(outcomes[ordinal]).toBe('ok');
      }),
    );
  });

  it.each<[AttemptEnd, string]>([
    [{ end: 'exited', exitCode: 0 }, 'refused'],
    [{ end: 'exited', exitCode: 1 }, 'tool-error'],
    [{ end: 'signalled', signal: 'SIGSEGV' }, 'tool-error'],
    [{ end: 'timeout', exitCode: 0 }, 'timeout'],
    [{ end: 'out-of-memory' }, 'out-of-memory'],
    [{ end: 'infrastructure' }, 'infrastructure'],
  ])('of a missing file after %o: %s', (ended, outcome) => {
    expect(outcomesOf({ pairs: [], problems: [] }, [ended])).toEqual([outcome]);
  });
});
