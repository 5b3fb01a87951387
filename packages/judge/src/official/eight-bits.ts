/**
 * A region as 8-bit samples, as the official script turns it: unsigned 16-bit values as 255 × value / largest of the region, cut off; the low eight
 * bits of all else.
 */
export function eightBits(values: Float64Array, unsigned16: boolean): Uint8Array {
  const result = new Uint8Array(values.length);
  if (!unsigned16) {
    for (let i = 0; i < values.length; i += 1) result[i] = values[i]!;
    return result;
  }
  let largest = 0;
  for (const value of values) largest = Math.max(largest, value);
  if (largest === 0) return result;
  for (let i = 0; i < values.length; i += 1) result[i] = Math.trunc(255 * (values[i]! / largest));
  return result;
}
