/** Bytes as ISO 8859-1 text: byte n is U+00nn. (TextDecoder's `latin1` is windows-1252, which differs at 80–9F.) */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  const last = Math.min(end, bytes.length);
  const first = Math.min(start, last);
  return Buffer.from(bytes.buffer, bytes.byteOffset + first, last - first).toString('latin1');
}

/** Text of ASCII or ISO 8859-1 characters as bytes; others keep their low byte. */
export const latin1Bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

/** `latin1` without trailing blanks and NULs, which pad values to even length. */
export const unpadded = (bytes: Uint8Array, start: number, length: number): string => withoutPadding(latin1(bytes, start, start + length));

/** Text without its trailing blanks and NULs. No regular expression: those take square time on long runs of blanks. */
export function withoutPadding(text: string): string {
  let end = text.length;
  while (end > 0 && (text.charCodeAt(end - 1) === 0x20 || text.charCodeAt(end - 1) === 0)) end -= 1;
  return text.slice(0, end);
}
