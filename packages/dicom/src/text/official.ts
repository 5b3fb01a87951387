import { uidName } from '../dictionary.ts';
import { vrAsRead } from '../effective-vr.ts';
import { inTagOrder } from '../in-tag-order.ts';
import { TAG } from '../tag.ts';
import type { DicomElement, DicomFile, DicomItem } from '../types.ts';
import { descriptionOf } from './description.ts';
import { reprBytes, reprFloat, reprText, strip } from './python.ts';
import { listText, scalarText, tagText, textOf, valueOf } from './shown.ts';
import type { Value } from './value.ts';

const NAME_WIDTH = 35;
/** Longer bulk values and lists show their length only in a dump. */
const MAX_SHOWN = 16;
const BULK_VRS = new Set(['OB', 'OD', 'OF', 'OW', 'UN', 'UT']);

/**
 * The value text that the official MIDI validation script compares: `str()` of the value in pydicom 2.2.1, stripped, without the
 * `<` and `>` around it. Pixel Data and Overlay Data are `REMOVED`. Throws UNREADABLE_VALUE where pydicom raises.
 */
export function officialText(file: DicomFile, item: DicomItem, element: DicomElement): string {
  return isRemoved(element.tag) ? 'REMOVED' : strip(shownText(file, item, element));
}

/** `officialText` with the blanks around it, as `str()` gives it. */
export function shownText(file: DicomFile, item: DicomItem, element: DicomElement): string {
  if (vrAsRead(file, item, element) === 'SQ') return `[${dumpItems(file, element)}]`;
  return textOf(valueOf(file, item, element));
}

/** Known by name in the script: Pixel Data, Overlay Data of any group, File Meta Information Version. */
const isRemoved = (tag: number): boolean => tag === TAG.pixelData || tag === TAG.metaVersion || (tag & 0xff01ffff) >>> 0 === 0x60003000;

/** `str()` of the items of a sequence, with nothing between them. */
function dumpItems(file: DicomFile, element: DicomElement): string {
  return (element.items ?? [])
    .map((item) => {
      const lines: string[] = [];
      dumpItem(file, item, 0, lines);
      return lines.join('\n');
    })
    .join('');
}

/** Elements in tag order, one a line; of doubled tags the last one. An item without elements is an empty line. */
function dumpItem(file: DicomFile, item: DicomItem, indent: number, lines: string[]): void {
  if (item.elements.length === 0) lines.push('');
  for (const element of inTagOrder(item)) dumpElement(file, item, element, indent, lines);
}

function dumpElement(file: DicomFile, item: DicomItem, element: DicomElement, indent: number, lines: string[]): void {
  const margin = '   '.repeat(indent);
  if (element.items === undefined && vrAsRead(file, item, element) !== 'SQ') {
    lines.push(margin + scalarLine(file, item, element));
    return;
  }
  const items = element.items ?? [];
  lines.push(`${margin}${tagText(element.tag)}  ${descriptionOf(file, item, element)}  ${items.length} item(s) ---- `);
  for (const child of items) {
    dumpItem(file, child, indent + 1, lines);
    lines.push(`${'   '.repeat(indent + 1)}---------`);
  }
}

/** Kept because every sequence around an element shows it again. */
const scalarLines = new WeakMap<DicomElement, string>();

function scalarLine(file: DicomFile, item: DicomItem, element: DicomElement): string {
  let line = scalarLines.get(element);
  if (line === undefined) {
    const vr = vrAsRead(file, item, element);
    const name = padName(descriptionOf(file, item, element));
    line = `${tagText(element.tag)} ${name} ${vr}: ${dumpValue(valueOf(file, item, element), vr)}`;
    scalarLines.set(element, line);
  }
  return line;
}

const ASCII = /^[\x20-\x7e]*$/;

/** Cut and padded by characters, as Python counts them. */
function padName(name: string): string {
  if (ASCII.test(name)) return name.slice(0, NAME_WIDTH).padEnd(NAME_WIDTH);
  const characters = Array.from(name);
  return characters.slice(0, NAME_WIDTH).join('') + ' '.repeat(Math.max(0, NAME_WIDTH - characters.length));
}

function dumpValue(value: Value, vr: string): string {
  if (vr.split(' or ').some((each) => BULK_VRS.has(each))) {
    const size = value.kind === 'bytes' ? value.bytes.length : value.kind === 'text' ? Array.from(value.text).length : 0;
    if (size > MAX_SHOWN) return `Array of ${size} elements`;
  }
  switch (value.kind) {
    case 'none':
      return 'None';
    case 'bytes':
      return reprBytes(value.bytes);
    case 'list':
      return value.values.length > MAX_SHOWN ? `Array of ${value.values.length} elements` : listText(value.values);
    case 'uid':
      return uidName(value.text) ?? value.text;
    case 'decimal':
      return `'${reprFloat(value.value)}'`;
    case 'integer-string':
      return `'${value.value}'`;
    case 'text':
    case 'name':
      return reprText(value.text);
    default:
      return scalarText(value);
  }
}
