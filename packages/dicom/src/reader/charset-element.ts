const latin1 = new TextDecoder('latin1');

/** Values of Specific Character Set: `['ISO 2022 IR 6', 'ISO 2022 IR 87']`; empty for an empty element. */
export function readCharset(value: Uint8Array): string[] {
  const text = latin1.decode(value).replace(/[ \0]+$/, '');
  return text === '' ? [] : text.split('\\');
}
