import type { Element, Item } from './item.ts';

const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0');

export const isPrivateTag = (tag: number): boolean => ((tag >>> 16) & 1) === 1;

/** A private creator element, (gggg,0010–00FF). */
export const isCreator = (tag: number): boolean => isPrivateTag(tag) && (tag & 0xffff) >= 0x10 && (tag & 0xffff) <= 0xff;

/** `(gggg,eeee)`, lower case. */
export const tagText = (tag: number): string => `(${hex(tag >>> 16, 4)},${hex(tag & 0xffff, 4)})`;

/** Tag of the creator element of a private element's block. */
export const creatorTag = (tag: number): number => ((tag & 0xffff0000) | ((tag & 0xffff) >>> 8)) >>> 0;

/** Creator of a private element, from the same item; '' where there is none. */
export function creatorOf(item: Item, tag: number): string {
  return isPrivateTag(tag) && (tag & 0xffff) > 0xff ? item.text(creatorTag(tag)).trim() : '';
}

const plain = new Map<number, string>();

/** One step of an answer key's path: `<(gggg,eeee)>`, or with the creator in upper case for an element of a private block. */
export function step(item: Item, { tag }: Element): string {
  const creator = creatorOf(item, tag);
  if (creator !== '') return `<(${hex(tag >>> 16, 4)},"${creator.toUpperCase()}",${hex(tag & 0xff, 2)})>`;
  let text = plain.get(tag);
  if (text === undefined) plain.set(tag, (text = `<${tagText(tag)}>`));
  return text;
}

export const itemStep = (index: number): string => `[<${String(index).padStart(4, '0')}>]`;
