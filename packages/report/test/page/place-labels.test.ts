import { expect, it } from 'vitest';
import { placeLabels } from '../../page/figures/place-labels.ts';

it('puts a rank where a name has no room, and nothing where neither has', () => {
  const at = (x: number, y: number, text: string, short?: string) => ({ x, y, text, ...(short !== undefined && { short }) });
  const labels = [at(10, 20, 'a-long-name', '1'), at(10, 60, 'another-long-name', '2')];
  expect(placeLabels(labels, labels, 100, 100).map(({ text }) => text)).toEqual(['a-long-name', '2']);
  expect(placeLabels([at(5, 5, 'wide-name')], [], 20, 10)).toEqual([]);
});
