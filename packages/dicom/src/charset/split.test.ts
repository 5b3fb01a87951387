import { describe, expect, it } from 'vitest';
import { latin1Bytes } from '../latin1.ts';
import { decodeName, decodeText } from './decode.ts';
import { encodeText } from './encode.ts';
import { splitText } from './split.ts';

const JAPANESE = ['', 'ISO 2022 IR 87'];
const BACKSLASH = 0x5c;

const values = (bytes: Uint8Array, charset: string[]): string[] =>
  splitText(bytes, BACKSLASH, charset).map((part) => decodeText(part, charset));

describe('a backslash that is half of a character parts no values', () => {
  it.each([
    ['ISO 2022 IR 87', JAPANESE, '山本\\橋本'],
    ['GB18030', ['GB18030'], '誠信\\謀略'],
    ['GBK', ['GBK'], '榎木\\王'],
    ['ISO 2022 IR 149', ['', 'ISO 2022 IR 149'], '홍길동\\김'],
    ['UTF-8', ['ISO_IR 192'], '山本\\橋本'],
  ])('in %s', (_, charset, text) => expect(values(encodeText(text, charset), charset)).toEqual(text.split('\\')));

  it('but one behind a lone ESC does', () => expect(values(latin1Bytes('a\u001b\\b'), JAPANESE)).toEqual(['a\u001b', 'b']));
});

describe('an equals sign that is half of a character parts no groups of a name', () => {
  const name = 'Suzuki^Haruko=鈴木^春子=すずき^はるこ';

  it('春 in ISO 2022 IR 87', () => expect(decodeName(encodeText(name, JAPANESE), JAPANESE)).toBe(name));

  it('but for pydicom, as it splits bytes', () => expect(decodeName(encodeText(name, JAPANESE), JAPANESE, true)).not.toBe(name));
});
