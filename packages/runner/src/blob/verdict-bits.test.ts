import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packVerdicts, unpackVerdicts } from './verdict-bits.ts';

it('keeps every verdict in two bits', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 50 }), (verdicts) => {
      const packed = packVerdicts(Uint8Array.from(verdicts));
      expect(packed.length).toBe(Math.ceil(verdicts.length / 4));
      expect([...unpackVerdicts(packed)].slice(0, verdicts.length)).toEqual(verdicts);
    }),
  );
});
