import { expect, it } from 'vitest';
import { evidenceOfFound, keptEvidence } from './evidence.ts';
import type { Evidence, WaitingImage } from './types.ts';

const picture = { width: 1, height: 1, data: Uint8Array.of(1) };
const candidate = (ordinal: number, waits?: Evidence['waits']): Evidence => ({
  patient: 'a',
  ordinal,
  tagPath: 'pixels',
  identifiers: ['MORENO'],
  ...(waits && { waits }),
  after: picture,
  image: picture,
});

it('keeps pictures of boxes that tell something, not of those that were read and told nothing', () => {
  const kept = keptEvidence([candidate(0, { first: 0, count: 2 }), candidate(1, { first: 2, count: 2 }), candidate(2)], new Set([3]));
  expect(kept.map(({ ordinal, waits }) => [ordinal, waits])).toEqual([
    [1, undefined],
    [2, undefined],
  ]);
});

it('keeps 20 pictures of a unit, 8 of them with the whole image', () => {
  const kept = keptEvidence(
    Array.from({ length: 50 }, (_, i) => candidate(i)),
    new Set(),
  );
  expect([kept.length, kept.filter(({ image }) => image).length]).toEqual([20, 8]);
});

it('cuts a text that was found anywhere out of both images, with some ground around it', () => {
  const of = (value: number): WaitingImage['after'] => ({
    ordinal: 4,
    check: -1,
    digest: '',
    width: 40,
    height: 30,
    gray: new Uint8Array(1200).map((_, i) => (i % 40 === 39 ? value : 0)),
  });
  const waiting: WaitingImage = { after: of(9), before: of(7), ordinal: 4, patient: 'a', boxes: [], identifiers: [] };
  const { before, after, image } = evidenceOfFound(waiting, { text: 'X', confidence: 1, box: [10, 10, 38, 20] }, 'MORENO');
  expect([after!.width, after!.height]).toEqual([35, 20]);
  expect([before!.data[34], after!.data[34]]).toEqual([7, 9]);
  expect([image!.width, image!.height]).toEqual([40, 30]);
});
