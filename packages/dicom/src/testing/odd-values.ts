import { DEFLATED_LE, EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE } from '../reader/encoding.ts';
import { numberElement, textElement } from '../writer/elements.ts';
import { addElement, setElement, type Editable } from '../writer/edit.ts';
import type { WElement, WItem } from '../writer/types.ts';
import { UNIT_SIZE } from '../vr.ts';
import { writeDicom } from '../writer/write.ts';

/** A small reproducible generator of numbers in [0, 1). */
type Random = () => number;

const randomFrom = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};

/** Values of Specific Character Set, a backslash between them. */
const CHARSETS = `|ISO_IR 100|ISO_IR 192|ISO_IR 144|ISO_IR 101|ISO_IR 109|ISO_IR 126|ISO_IR 127|ISO_IR 138|ISO_IR 148|ISO_IR 166|ISO_IR 13
|GB18030|GBK|\\ISO 2022 IR 87|ISO 2022 IR 13\\ISO 2022 IR 87|\\ISO 2022 IR 149|ISO 2022 IR 6\\ISO 2022 IR 58
|\\ISO 2022 IR 87\\ISO 2022 IR 159|ISO 2022 IR 100\\ISO 2022 IR 144|ISO 2022 IR 87|utf8|bad one|ISO_IR 192\\ISO 2022 IR 87|ISO-IR 144`
  .replaceAll('\n', '')
  .split('|');

/** Bytes (as Latin-1) that texts are made of, a bar between them: separators, padding, numbers, escapes, characters of many sets. */
const TEXT_PARTS = [
  'A|b | |\\|^|=|1|-|+|.|e|E5|0|\0|\t|\r\n|\'|"|_|nan|inf|12|007|1.5',
  '\x1b$B|\x1b(B|\x1b(J|\x1b$)C|\x1b)I|\x1b-L|\x1b$)A|\x1b$(D|;3ED|BB@O|\xc3\xa9|\xe9|\xa1\xa2',
  '\xd4\xcf|\x85|\xa0|\x1c|\xff|\xb2|\x7f|\xad|\xe6\x97\xa5',
].flatMap((parts) => parts.split('|'));
const INTEGER_PARTS = ['1', '0', '7', ' \\', '\\-4'];
const NUMBER_PARTS = ['1', '2', '.', '0', '-', '+', 'e', 'E', ' ', '\\', '5', '00', '_', '1.0', '7'];

/** Tag and usual VR. */
const TAGS = `00081030 LO|00080050 SH|00104000 LT|00080081 ST|0040a160 UT|00189908 UC|00100010 PN|00081048 PN|00080054 AE|00101010 AS
|00080008 CS|00080020 DA|00080030 TM|0008002a DT|00081155 UI|00081190 UR|00180050 DS|00200013 IS|00280009 AT|00280010 US|00189219 SS
|00081161 UL|00186020 SL|00189461 FL|00189087 FD|00420011 OB|00660129 OW|00091001 UN|00091002 LO|0009100a UN|00191001 UN|fffcfffc OB
|00100021 UN|00180060 UN|00060010 LO`
  .replaceAll('\n', '')
  .split('|')
  .map((row): [number, string] => [Number.parseInt(row.slice(0, 8), 16), row.slice(9)]);
const TEXT_VRS = new Set('LO SH LT ST UT UC PN AE AS CS DA TM DT UI UR'.split(' '));

/** A file of random values, character sets, private blocks, nested and doubled elements, the same for the same seed. */
export function oddFile(seed: number): Uint8Array {
  const random = randomFrom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const joined = (parts: readonly string[], most: number): Uint8Array =>
    Uint8Array.from(Buffer.from(Array.from({ length: below(most) }, () => pick(parts)).join(''), 'latin1'));
  const bytes = (unit: number): Uint8Array =>
    Uint8Array.from({ length: unit * below(unit === 1 ? 24 : 4) }, () => pick([0, 1, 255, 127, 128, below(256)]));

  const leaf = (): WElement => {
    const [tag, usual] = pick(TAGS);
    const vr = random() < 0.05 ? pick(['UN', 'LO', 'DS', 'OB', 'UI']) : usual;
    if (usual === 'IS') return { tag, vr, value: joined(random() < 0.9 ? INTEGER_PARTS : ['A', '\\', 'x1'], 6) };
    if (usual === 'DS') return { tag, vr, value: joined(random() < 0.6 ? NUMBER_PARTS : TEXT_PARTS, 6) };
    const unit = usual === 'AT' ? 4 : (UNIT_SIZE[usual] ?? 1);
    return { tag, vr, value: unit > 1 ? bytes(unit) : TEXT_VRS.has(usual) || random() < 0.5 ? joined(TEXT_PARTS, 7) : bytes(1) };
  };
  const items = (depth: number): WItem[] =>
    Array.from({ length: below(3) }, () => ({ elements: elements(depth + 1), undefinedLength: random() < 0.5 }));
  const elements = (depth: number): WElement[] => {
    const target: Editable = { elements: [] };
    if (random() < (depth === 0 ? 1 : 0.2)) setElement(target, textElement(0x00080005, 'CS', pick(CHARSETS)));
    if (random() < 0.6) setElement(target, textElement(0x00090010, 'LO', pick(['GEMS_IDEN_01', 'Acme ', ' x'])));
    if (random() < 0.3) setElement(target, textElement(0x00190010, 'LO', pick(['SIEMENS CT VA0  COAD', 'GEMS_ACQU_01'])));
    if (random() < 0.5) setElement(target, numberElement(0x00280103, 'US', below(2)));
    for (let count = depth === 0 ? 20 : below(6); count > 0; count -= 1) (random() < 0.97 ? setElement : addElement)(target, leaf());
    const vr = random() < 0.1 ? 'UN' : 'SQ';
    if (depth < 3 && random() < 0.7)
      setElement(target, { tag: pick([0x00081140, 0x0040a730, 0x00091010]), vr, value: items(depth), undefinedLength: random() < 0.5 });
    return target.elements;
  };
  const transferSyntax = pick([EXPLICIT_LE, IMPLICIT_LE, EXPLICIT_BE, DEFLATED_LE]);
  return writeDicom({ meta: [textElement(0x00020002, 'UI', '1.2.840.10008.5.1.4.1.1.2')], elements: elements(0), transferSyntax });
}
