/** Packs verdicts (0 to 3) four to a byte, the first in the lowest bits. */
export function packVerdicts(verdicts: Uint8Array): Uint8Array {
  const packed = new Uint8Array(Math.ceil(verdicts.length / 4));
  verdicts.forEach((verdict, i) => {
    packed[i >> 2] = (packed[i >> 2] ?? 0) | ((verdict & 3) << ((i & 3) * 2));
  });
  return packed;
}

/** Verdicts of a packed section; what fills its last byte is 0, no row. */
export function unpackVerdicts(packed: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: packed.length * 4 }, (_, i) => ((packed[i >> 2] ?? 0) >> ((i & 3) * 2)) & 3);
}
