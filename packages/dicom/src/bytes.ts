/** The same bytes as a plain Uint8Array: `slice` of a Buffer is no copy, and its view would write through. */
export const plainBytes = (bytes: Uint8Array): Uint8Array =>
  bytes.constructor === Uint8Array ? bytes : new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
