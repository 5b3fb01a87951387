import type { TextBox, TextReader } from '@deidbench/core/model';

/** Luma of red, green, blue (ITU-R BT.601). */
function lumaOf(data: Uint8Array, pixels: number): Uint8Array {
  const luma = new Uint8Array(pixels);
  for (let i = 0; i < pixels; i += 1) luma[i] = Math.round(0.299 * data[i * 3]! + 0.587 * data[i * 3 + 1]! + 0.114 * data[i * 3 + 2]!);
  return luma;
}

const inLuma = (box: TextBox): TextBox =>
  box.planes?.count === 3 ? { ...box, gray: lumaOf(box.planes.data, box.width * box.height) } : box;

/** A reader that sees coloured boxes in their luma, so that text of any colour shows; else it would see the first plane alone. */
export const readingLuma = (reader: TextReader): TextReader => ({
  name: reader.name,
  version: reader.version,
  read: (boxes) => reader.read(boxes.map(inLuma)),
});
