import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DicomError } from '../errors.ts';
import { latin1Bytes } from '../latin1.ts';
import { decodeName, decodeText } from './decode.ts';
import { encodeText } from './encode.ts';

const JAPANESE = ['', 'ISO 2022 IR 87'];
const KOREAN = ['', 'ISO 2022 IR 149'];

/** Person names of PS3.5 annexes H to K, as bytes and as text. */
const NAMES: [string, string[], string, string][] = [
  [
    'H.3.1',
    JAPANESE,
    'Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B=\x1b$B$d$^$@\x1b(B^\x1b$B$?$m$&\x1b(B',
    'Yamada^Tarou=山田^太郎=やまだ^たろう',
  ],
  [
    'H.3.2',
    ['ISO 2022 IR 13', 'ISO 2022 IR 87'],
    '\xd4\xcf\xc0\xde^\xc0\xdb\xb3=\x1b$B;3ED\x1b(J^\x1b$BB@O:\x1b(J=\x1b$B$d$^$@\x1b(J^\x1b$B$?$m$&\x1b(J',
    'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう',
  ],
  [
    'I.2',
    KOREAN,
    'Hong^Gildong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce\xd4\xd7=\x1b$)C\xc8\xab^\x1b$)C\xb1\xe6\xb5\xbf',
    'Hong^Gildong=洪^吉洞=홍^길동',
  ],
  ['J.1', ['ISO_IR 192'], 'Wang^XiaoDong=\xe7\x8e\x8b^\xe5\xb0\x8f\xe6\x9d\xb1=', 'Wang^XiaoDong=王^小東'],
  ['J.2', ['GB18030'], 'Wang^XiaoDong=\xcd\xf5^\xd0\xa1\xb6\xab=', 'Wang^XiaoDong=王^小东'],
  ['French', ['ISO_IR 100'], 'Buc^J\xe9r\xf4me', 'Buc^Jérôme'],
  ['Russian', ['ISO_IR 144'], '\xbb\xee\xda\x63', 'Люкc'],
  ['Greek', ['ISO_IR 126'], '\xc4\xe9\xef\xed', 'Διον'],
  ['Arabic', ['ISO_IR 127'], '\xe2\xc8\xc7\xe6\xea', 'قباني'],
  ['Hebrew', ['ISO_IR 138'], '\xf9\xf8\xe5\xef', 'שרון'],
  ['Thai', ['ISO_IR 166'], '\xa1\xd2', 'กา'],
];

describe('names of the standard', () => {
  test.each(NAMES)('%s is decoded', (_, charset, bytes, text) => {
    expect(decodeName(latin1Bytes(bytes), charset)).toBe(text);
  });

  test.each(NAMES.filter(([name]) => name !== 'H.3.2'))('%s is encoded to the bytes of the standard', (_, charset, bytes, text) => {
    expect(Buffer.from(encodeText(text, charset)).toString('latin1')).toBe(bytes.replace(/=$/, ''));
  });

  test('Chinese escapes of ISO 2022 IR 58 are taken out, but for pydicom’s way', () => {
    const bytes = latin1Bytes('\x1b$)A\xcd\xf5');
    expect(decodeText(bytes, ['', 'ISO 2022 IR 58'])).toBe('王');
    expect(decodeText(bytes, ['', 'ISO 2022 IR 58'], true)).toBe('\x1b$)A王');
  });
});

describe('what is encoded is decoded', () => {
  const round = (alphabet: string, charset: string[]): void => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from(alphabet)), maxLength: 20 }), (text) => {
        expect(decodeText(encodeText(text, charset), charset)).toBe(text);
      }),
    );
  };

  test.each([
    ['aé ~ÿ^=\\\n', ['ISO_IR 100']],
    ['aЖя^=', ['ISO_IR 144']],
    ['aé山홍😀^=\\', ['ISO_IR 192']],
    ['a1 山田やヤ\r\n', JAPANESE],
    ['aé山田', ['ISO 2022 IR 100', 'ISO 2022 IR 87']],
    ['aﾔﾏ山', ['ISO 2022 IR 13', 'ISO 2022 IR 87']],
    ['a洪길 \n', KOREAN],
    ['a王小东', ['GB18030']],
    ['a王é€', ['GBK']],
    ['a丂鷗', ['', 'ISO 2022 IR 159']],
  ])('%j in %j', (alphabet, charset) => {
    round(alphabet, charset);
    expect(decodeText(encodeText('', charset), charset)).toBe('');
  });

  test('a character that no set has is refused with its code point', () => {
    expect(() => encodeText('山', ['ISO_IR 100'])).toThrow(DicomError);
    expect(() => encodeText('山', ['ISO_IR 100'])).toThrow('U+5C71');
  });
});

describe('charsets that files misstate', () => {
  test.each([
    ['ISO-IR 100', '\xe9', 'é'],
    ['ISO_IR_100', '\xe9', 'é'],
    ['ISO 2022-IR 149', '\x1b$)C\xfb\xf3', '洪'],
    ['UTF-8', '\xc3\xa9', 'é'],
    ['ISO_IR 58', '\xcd\xf5', '王'],
    ['ISO_IR 149', '\xfb\xf3', '洪'],
    ['iso_ir 144', '\xbb\xee', 'Лю'],
    ['no such set', '\xe9', 'é'],
    ['ISO_IR 192', 'a\xff', 'a\ufffd'],
    ['', '\x1b%Gx', '\x1b%Gx'],
  ])('%j', (charset, bytes, text) => {
    expect(decodeText(latin1Bytes(bytes), [charset])).toBe(text);
  });

  test('UTF-8 with code extensions counts alone', () => {
    expect(decodeText(latin1Bytes('\xc3\xa9'), ['ISO_IR 192', 'ISO 2022 IR 87'])).toBe('é');
  });
});

test('pydicom switches to Latin-1 only where it is declared, to ASCII always', () => {
  const bytes = latin1Bytes('a\x1b-A\xe9\x1b(Bb');
  expect(decodeText(bytes, ['ISO 2022 IR 144'], true)).toBe('a\x1b-Aщb');
  expect(decodeText(bytes, ['ISO 2022 IR 144', 'ISO 2022 IR 100'], true)).toBe('aéb');
});

test('a value of nothing but escape sequences is read by the first set where they are too many to be meant', () => {
  const text = decodeText(latin1Bytes('\x1b-F\xe1'.repeat(100_001)), ['ISO 2022 IR 100', 'ISO 2022 IR 126']);
  expect([text.length, text.slice(0, 2), text.slice(-5)]).toEqual([100_004, 'αα', 'α\x1b-Fá']);
});

describe('broken bytes, as Python decodes them with replacement', () => {
  test.each([
    ['ISO 2022 IR 87', '\x1b$B;3\nED\x1b(B', '山\n田'],
    ['ISO 2022 IR 87', '\x1b$B;3 ED', '山\ufffd\ufffd'],
    ['ISO 2022 IR 87', '\x1b$B;3\xc3E', '山\ufffd\ufffd'],
    ['ISO 2022 IR 87', '\x1b$B--;3', '\ufffd山'],
    ['ISO 2022 IR 87', 'abc\x1b(Jx\\y~', 'abcx¥y‾'],
    ['ISO 2022 IR 87', 'a\x1b$)Cxy', 'a\ufffdxy'],
    ['ISO 2022 IR 159', 'a\x1b$)Cxy', 'axy'],
    ['ISO 2022 IR 159', 'a\x1b$A;3', 'a怀'],
    ['ISO 2022 IR 87', 'a\x1b(', 'a\ufffd'],
    ['ISO 2022 IR 149', '\xc9\xa1A', '\ufffd\ufffdA'],
    ['ISO 2022 IR 149', 'a\xa4', 'a\ufffd'],
    ['GBK', '\x80A', '\ufffdA'],
    ['GB18030', '\x810\x81a', '\ufffd0乤'],
    ['GB18030', '\x810\x81', '\ufffd'],
    ['GB18030', '\x90\x30\x81\x30', '\u{10000}'],
    ['ISO_IR 13', '\x80A\xb1', '\ufffdAｱ'],
  ])('%s %j', (charset, bytes, text) => {
    expect(decodeText(latin1Bytes(bytes), [charset], true)).toBe(text);
  });

  test('vendors’ characters are read, but not as pydicom', () => {
    expect(decodeText(latin1Bytes('\x1b$B-!\x1b(B'), JAPANESE)).toBe('①');
    expect(decodeText(latin1Bytes('\x1b$B-!\x1b(B'), JAPANESE, true)).not.toContain('①');
  });

  test('sets that are not declared are switched to, but not as pydicom', () => {
    expect(decodeText(latin1Bytes('\x1b$)C\xfb\xf3'), ['ISO_IR 100'])).toBe('洪');
    expect(decodeText(latin1Bytes('\x1b$)C\xfb\xf3'), ['ISO_IR 100'], true)).toBe('\x1b$)Cûó');
  });
});
