import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inTurn } from './in-turn.ts';

it('runs so many things at a time, in their order, also where some fail', async () => {
  const turn = inTurn(2);
  const begun: number[] = [];
  let most = 0;
  let now = 0;
  const act = (n: number) =>
    turn(async () => {
      begun.push(n);
      most = Math.max(most, (now += 1));
      await setTimeout(5);
      now -= 1;
      if (n % 3 === 0) throw new RangeError('no');
      return n;
    });
  const ended = await Promise.allSettled([0, 1, 2, 3, 4, 5].map(act));
  expect(ended.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  expect({ begun, most }).toEqual({ begun: [0, 1, 2, 3, 4, 5], most: 2 });
});
