import type { TextFound } from '@deidbench/core/model';
import { expect, it } from 'vitest';
import { identifier } from '../identifiers/identifier.ts';
import { settleImage } from './settle-images.ts';
import { Sink } from './sink.ts';
import type { WaitingImage } from './types.ts';

const BOX = [20, 30, 340, 90] as const;
const image = { ordinal: 0, check: -1, digest: '', width: 400, height: 200, gray: new Uint8Array() };
const waiting: WaitingImage = {
  after: image,
  before: image,
  ordinal: 0,
  patient: '48392017',
  boxes: [BOX],
  identifiers: [identifier('48392017', 'name', 'MORENO^AMY', true)!],
};
const reading = (...found: TextFound[]) => ({ text: found.map(({ text }) => text).join(' '), confidence: 0.9, found });
const name: TextFound = { text: 'MORENO AMY', confidence: 0.95, box: [20, 40, 200, 70] };
const view: TextFound = { text: 'L MLO', confidence: 0.95, box: [350, 170, 390, 190] };

function findings(after: TextFound[], before: TextFound[]): [leak: boolean, expected: string | undefined][] {
  const sink = new Sink();
  settleImage(waiting, reading(...after), reading(...before), sink);
  return sink.findings().map(({ leak, expected }) => [leak, expected]);
}

it('finds a name that now lies half in its box, since the image was moved', () => {
  expect(findings([{ ...name, box: [10, 60, 190, 110] }, view], [name, view])).toEqual([[true, 'MORENO^AMY']]);
});

it('finds a name that can be read in its box in the whole image', () => {
  expect(findings([name, view], [name, view])).toEqual([[true, 'MORENO^AMY']]);
});

it('misses no text of a box that had to go, and does a view that is gone', () => {
  expect(findings([view], [{ ...name, text: 'not known' }, view])).toEqual([]);
  expect(findings([], [name, view])).toEqual([[false, 'L MLO']]);
});
