import { unpadded } from '../latin1.ts';

/** Values of Specific Character Set: `['ISO 2022 IR 6', 'ISO 2022 IR 87']`; empty for an empty element. */
export function readCharset(value: Uint8Array): string[] {
  const text = unpadded(value, 0, value.length);
  return text === '' ? [] : text.split('\\');
}
