/** A copy with the bytes of each unit of `size` reversed; a rest shorter than a unit stays as it is. */
export function swapBytes(bytes: Uint8Array, size: number): Uint8Array {
  const out = new Uint8Array(bytes);
  for (let at = 0; at + size <= out.length; at += size) out.subarray(at, at + size).reverse();
  return out;
}
