import { bytesElement, encapsulated, numberElement, sequence, textElement, type WElement } from '@deidbench/dicom';
import { type Element, isItems, type Item } from '../model/item.ts';

const CHARACTER_SET = 0x00080005;
const ASCII = /^[\x00-\x7f]*$/u;

/** Elements as the writer of the dicom package takes them. Text is encoded by the Specific Character Set in force. */
export function encodeItem(item: Item, inherited: readonly string[] = []): WElement[] {
  const own = item.text(CHARACTER_SET);
  const charset = own === '' ? inherited : own.split('\\');
  return item.sorted().map((element) => encodeElement(element, charset));
}

export function encodeElement(element: Element, charset: readonly string[]): WElement {
  const { tag, vr, value, storedVr } = element;
  if (isItems(element)) {
    const written = sequence(
      tag,
      element.value.map((child) => encodeItem(child, charset)),
    );
    return storedVr === undefined ? written : { ...written, vr: storedVr };
  }
  const written = encodeLeaf(tag, vr, value, charset);
  return storedVr === undefined ? written : { ...written, vr: storedVr };
}

function encodeLeaf(tag: number, vr: string, value: Element['value'], charset: readonly string[]): WElement {
  if (value instanceof Uint8Array) return bytesElement(tag, vr, value);
  if (!Array.isArray(value) && typeof value === 'object') return encapsulated(tag, value.fragments);
  if (value.length === 0) return { tag, vr, value: new Uint8Array(0) };
  if (typeof value !== 'string') return numberElement(tag, vr, value as number[]);
  // Most text is ASCII, which is the same bytes in every character set.
  return ASCII.test(value) ? bytesElement(tag, vr, Buffer.from(value, 'latin1')) : textElement(tag, vr, value, charset);
}
