import { describe, expect, test } from 'vitest';
import { findElement } from '../effective-vr.ts';
import { DicomError } from '../errors.ts';
import { indexByPath } from '../paths.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../reader/encoding.ts';
import { readDicom } from '../reader/read.ts';
import { bytesElement, numberElement, sequence, textElement } from '../writer/elements.ts';
import type { WElement } from '../writer/types.ts';
import { writeDicom } from '../writer/write.ts';
import { officialText } from './official.ts';

const UTF8 = textElement(0x00080005, 'CS', 'ISO_IR 192');

function textIn(elements: WElement[], tag: number, transferSyntax: string = EXPLICIT_LE): string {
  const file = readDicom(writeDicom({ meta: [], elements, transferSyntax }));
  return officialText(file, file.dataset, findElement(file.dataset, tag)!);
}

const raw = (vr: string, tag: number, text: string): string => textIn([UTF8, { tag, vr, value: new TextEncoder().encode(text) }], tag);
const dump = (element: WElement): string => textIn([UTF8, sequence(0x00081140, [[element]])], 0x00081140);

describe('text values', () => {
  test.each([
    ['LO', 0x00081030, ' Brain  ', 'Brain'],
    ['LO', 0x00081030, 'A\\ B \\C', "['A', ' B', 'C']"],
    ['LO', 0x00081030, "O'Brien\\x", `["O'Brien", 'x']`],
    ['LO', 0x00081030, 'tab\t\\é\\\u200b', `['tab\\t', 'é', '\\u200b']`],
    ['LT', 0x00104000, 'a\\b\r\n', 'a\\b'],
    ['CS', 0x00080008, 'A\\B ', "['A', 'B']"],
    ['AE', 0x00080054, '  X \\ Y ', "['X', 'Y']"],
    ['UI', 0x00081155, '1.2\0', '1.2'],
    ['UI', 0x00081155, '1.2\0\\1.3', "['1.2\\x00', '1.3']"],
    ['PN', 0x00081048, 'Doe^Jane^^^', 'Doe^Jane^^^'],
    ['PN', 0x00081048, 'x==', 'x'],
    ['PN', 0x00081048, 'A^B\\C^D', '[A^B, C^D]'],
    ['DA', 0x00080020, '', ''],
    ['UR', 0x00081190, 'http://x/\u2003', 'http://x/â\x80\x83'],
  ])('%s %i %j is %j', (vr, tag, value, text) => {
    expect(raw(vr, tag, value)).toBe(text);
  });
});

describe('numbers in text', () => {
  test.each([
    ['DS', '+1.50 ', '+1.50'],
    ['DS', '1.0\\2\\3e0', '[1.0, 2, 3e0]'],
    ['DS', '1.0\\ \\2', "[1.0, ' ', 2]"],
    ['DS', '1_000', '1_000'],
    ['DS', 'abc\\1', "['abc', '1']"],
    ['IS', '007\\8', '[007, 8]'],
    ['IS', '1.0', '1.0'],
    ['IS', 'abc', 'abc'],
  ])('%s %j is %j', (vr, value, text) => {
    expect(raw(vr, vr === 'DS' ? 0x00180050 : 0x00200013, value)).toBe(text);
  });

  test.each(['1.5', '9007199254740993', 'inf'])('an integer string %j cannot be read', (value) => {
    expect(() => raw('IS', 0x00200013, value)).toThrow(DicomError);
  });

  test('a dump shows decimals as numbers and integers without zeros, but their lists as written', () => {
    expect(dump(textElement(0x00180050, 'DS', '1E5'))).toContain("DS: '100000.0'");
    expect(dump(textElement(0x00200013, 'IS', '0012'))).toContain("IS: '12'");
    expect(dump(textElement(0x00200013, 'IS', ['0012', '1']))).toContain('IS: [0012, 1]');
  });
});

describe('binary values', () => {
  test('integers, tags, doubles and bytes are printed as Python prints them', () => {
    expect(textIn([numberElement(0x00280010, 'US', [1, 65535])], 0x00280010)).toBe('[1, 65535]');
    expect(textIn([numberElement(0x00280009, 'AT', 0x0018106a)], 0x00280009)).toBe('(0018, 106a)');
    expect(textIn([numberElement(0x00189087, 'FD', [0.1, 1e16, 1e-5, -0, 5])], 0x00189087)).toBe('[0.1, 1e+16, 1e-05, -0.0, 5.0]');
    expect(textIn([numberElement(0x00189461, 'FL', 0.1)], 0x00189461)).toBe('0.10000000149011612');
    expect(textIn([bytesElement(0x00420011, 'OB', Uint8Array.of(0x27, 0x0a, 0x41, 0xff))], 0x00420011)).toBe(`b"'\\nA\\xff"`);
    expect(textIn([bytesElement(0x00420011, 'OB', Uint8Array.of(0x27, 0x22))], 0x00420011)).toBe(`b'\\'"'`);
  });

  test('bytes that are no whole number of values cannot be read', () => {
    expect(() => textIn([{ tag: 0x00280010, vr: 'US', value: new Uint8Array(3) }], 0x00280010)).toThrow(DicomError);
    expect(() => textIn([{ tag: 0x00280009, vr: 'AT', value: new Uint8Array(6) }], 0x00280009)).toThrow(DicomError);
  });

  test('pixels and overlays are removed by name', () => {
    expect(textIn([numberElement(0x7fe00010, 'OW', [1])], 0x7fe00010)).toBe('REMOVED');
    expect(textIn([numberElement(0x60023000, 'OW', [1])], 0x60023000)).toBe('REMOVED');
    expect(textIn([numberElement(0x7fe00008, 'OF', [1])], 0x7fe00008)).toBe("b'\\x00\\x00\\x80?'");
  });
});

describe('VRs that are not in the file', () => {
  const un = (tag: number, text: string): WElement => ({ tag, vr: 'UN', value: new TextEncoder().encode(text) });

  test('UN of a public tag is read with the dictionary’s VR', () => {
    expect(textIn([un(0x00100020, 'PID\\2 ')], 0x00100020)).toBe("['PID', '2']");
  });

  test('UN of a private tag is read with the private dictionary’s VR, if its creator is known', () => {
    expect(textIn([textElement(0x00090010, 'LO', 'GEMS_IDEN_01'), un(0x00091001, 'CT')], 0x00091001)).toBe('CT');
    expect(textIn([textElement(0x00090010, 'LO', 'NOBODY'), un(0x00091001, 'CT')], 0x00091001)).toBe("b'CT'");
  });

  test('pixel padding is signed where the pixels are, also inside a sequence of an implicit file', () => {
    const padding = numberElement(0x00280120, 'SS', -2);
    expect(textIn([numberElement(0x00280103, 'US', 1), padding], 0x00280120, IMPLICIT_LE)).toBe('-2');
    expect(textIn([numberElement(0x00280103, 'US', 0), padding], 0x00280120, IMPLICIT_LE)).toBe('65534');
    expect(textIn([sequence(0x00081140, [[padding]]), numberElement(0x00280103, 'US', 1)], 0x00081140, IMPLICIT_LE)).toContain('SS: -2');
  });
});

describe('ambiguous VRs that pydicom leaves open', () => {
  const curve = numberElement(0x50003000, 'OW', [1, 2]);
  test('are shown as bytes, in a dump under both their names', () => {
    expect(textIn([numberElement(0x00281111, 'US', 65)], 0x00281111, IMPLICIT_LE)).toBe("b'A\\x00'");
    expect(textIn([sequence(0x00081140, [[curve]])], 0x00081140, IMPLICIT_LE)).toContain("OB or OW: b'\\x01\\x00\\x02\\x00'");
  });
});

describe('sequences', () => {
  test('are dumped in tag order with names, known UIDs and nested items', () => {
    const inner = sequence(0x0008114a, [[textElement(0x00081150, 'UI', '1.2.840.10008.5.1.4.1.1.2')], []]);
    const item = [textElement(0x00081155, 'UI', '1.2.3'), inner, bytesElement(0x00091001, 'OB', new Uint8Array(18))];
    expect(textIn([sequence(0x00081140, [item, [textElement(0x00081155, 'UI', '1.2.4')]])], 0x00081140)).toBe(
      [
        '[(0008, 114a)  Referenced Instance Sequence  2 item(s) ---- ',
        '   (0008, 1150) Referenced SOP Class UID            UI: CT Image Storage',
        '   ---------',
        '',
        '   ---------',
        '(0008, 1155) Referenced SOP Instance UID         UI: 1.2.3',
        '(0009, 1001) Private tag data                    OB: Array of 18 elements(0008, 1155) Referenced SOP Instance UID         UI: 1.2.4]',
      ].join('\n'),
    );
  });

  test('without items are []', () => {
    expect(textIn([sequence(0x00081140, [])], 0x00081140)).toBe('[]');
    expect(textIn([sequence(0x00081140, [[]])], 0x00081140)).toBe('[]');
  });
});

describe('paths', () => {
  const paths = (elements: WElement[]): string[] => [
    ...indexByPath(readDicom(writeDicom({ meta: [], elements, transferSyntax: EXPLICIT_LE }))).keys(),
  ];

  test('count items, name private creators in capitals, and keep creators plain', () => {
    const creator = textElement(0x00190010, 'LO', 'Siemens: Thorax/Multix FD Lab Settings');
    expect(paths([UTF8, sequence(0x0040a730, [[], [creator, textElement(0x001910ab, 'LO', 'x')]])])).toEqual([
      '<(0008,0005)>',
      '<(0040,a730)>',
      '<(0040,a730)>[<0001>]<(0019,0010)>',
      '<(0040,a730)>[<0001>]<(0019,"SIEMENS: THORAX/MULTIX FD LAB SETTINGS",ab)>',
    ]);
  });

  test('of private elements without a creator in the same item are plain', () => {
    const elements = [textElement(0x00190010, 'LO', 'ACME'), sequence(0x0040a730, [[textElement(0x00191001, 'LO', 'x')]])];
    expect(paths(elements)).toContain('<(0040,a730)>[<0000>]<(0019,1001)>');
  });

  test('of doubled tags lead to the last', () => {
    const file = readDicom(
      writeDicom({
        meta: [],
        elements: [textElement(0x00100020, 'LO', 'a'), textElement(0x00100020, 'LO', 'b')],
        transferSyntax: EXPLICIT_LE,
      }),
    );
    const { item, element } = indexByPath(file).get('<(0010,0020)>')!;
    expect(officialText(file, item, element)).toBe('b');
  });

  test('of doubled sequences lead to the items of the last alone', () => {
    const doubled = [sequence(0x00081140, [[textElement(0x00081155, 'UI', '1.2.3')]]), sequence(0x00081140, [])];
    expect(paths(doubled)).toEqual(['<(0008,1140)>']);
  });

  test('name the creator of a creator by the group length before it: a number, or bytes where its VR is unknown', () => {
    const elements = [numberElement(0x00090000, 'UL', 39), textElement(0x00090010, 'LO', 'ACME')];
    const inSyntax = (transferSyntax: string): string[] => [
      ...indexByPath(readDicom(writeDicom({ meta: [], elements, transferSyntax }))).keys(),
    ];
    expect(inSyntax(EXPLICIT_LE)).toEqual(['<(0009,0000)>', '<(0009,"39",10)>']);
    expect(inSyntax(IMPLICIT_LE)).toEqual(['<(0009,0000)>', `<(0009,"B"'\\X00\\X00\\X00"",10)>`]);
    expect(paths([numberElement(0x00090000, 'UL', 0), textElement(0x00090010, 'LO', 'ACME')])).toContain('<(0009,0010)>');
  });

  test('the private sequences of undefined length keep the plain tag', () => {
    const block = textElement(0x00190010, 'LO', 'ACME');
    expect(paths([block, sequence(0x00191001, [], false)])).toContain('<(0019,"ACME",01)>');
    expect(paths([block, sequence(0x00191001, [], true)])).toContain('<(0019,1001)>');
  });
});
