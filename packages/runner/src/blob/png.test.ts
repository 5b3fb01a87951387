import { loadImage, createCanvas } from '@napi-rs/canvas';
import { expect, it } from 'vitest';
import { grayPng } from './png.ts';

it('writes a PNG that another decoder reads back, value by value', async () => {
  const data = Uint8Array.from({ length: 7 * 5 }, (_, i) => i * 7);
  const image = await loadImage(grayPng({ width: 7, height: 5, data }));
  const context = createCanvas(7, 5).getContext('2d');
  context.drawImage(image, 0, 0);
  const read = context.getImageData(0, 0, 7, 5).data;
  expect([image.width, image.height]).toEqual([7, 5]);
  expect(Array.from(data, (_, i) => read[4 * i])).toEqual([...data]);
});
