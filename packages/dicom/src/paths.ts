import { findElement, privateCreator } from './effective-vr.ts';
import { DicomError } from './errors.ts';
import { inTagOrder } from './in-tag-order.ts';
import { elementOf, formatTag, groupOf, hex2, hex4, isPrivate } from './tag.ts';
import { textOf, valueOf } from './text/shown.ts';
import type { DicomElement, DicomFile, DicomItem } from './types.ts';

/** Answers `false` to leave the items of a sequence out. */
export type Visit = (element: DicomElement, item: DicomItem, path: string, depth: number) => void | boolean;

/**
 * Every element of the data set in file order, a sequence before its items. The path is written as in the MIDI answer key:
 * `<(0008,1140)>[<0000>]<(0008,1155)>`, `<(0019,"CREATOR",92)>`. The file meta information is left out.
 */
export function walk(file: DicomFile, visit: Visit): void {
  walkItem(file, file.dataset, '', 0, visit, ({ elements }) => elements);
}

/** `walk` over what the official index holds: elements in tag order, of doubled ones the last with its items alone. */
export function walkIndexed(file: DicomFile, visit: Visit): void {
  walkItem(file, file.dataset, '', 0, visit, inTagOrder);
}

type ElementsOf = (item: DicomItem) => readonly DicomElement[];

function walkItem(file: DicomFile, item: DicomItem, prefix: string, depth: number, visit: Visit, elementsOf: ElementsOf): void {
  for (const element of elementsOf(item)) {
    const path = prefix + pathSegment(file, item, element);
    if (visit(element, item, path, depth) === false || element.items === undefined) continue;
    element.items.forEach((child, index) =>
      walkItem(file, child, `${path}[<${String(index).padStart(4, '0')}>]`, depth + 1, visit, elementsOf),
    );
  }
}

/** Segments by creator ('' for none) and tag: files of one series share nearly all of them. */
const segments = new Map<string, Map<number, string>>();
const MAX_CREATORS = 1000;
const MAX_SEGMENTS = 20_000;

/**
 * One step of a path: `<(gggg,eeee)>`, or with the upper-cased creator for an element of a private block that has one. Sequences of
 * undefined length keep the plain tag even so: pydicom 2.2.1, which the key's paths come from, never gives those their creator.
 */
export function pathSegment(file: DicomFile, item: DicomItem, element: DicomElement): string {
  const creator = creatorAsRead(file, item, element) ?? '';
  let known = segments.get(creator);
  if (known === undefined) {
    if (segments.size >= MAX_CREATORS) segments.clear();
    segments.set(creator, (known = new Map()));
  }
  let segment = known.get(element.tag);
  if (segment === undefined) {
    if (known.size >= MAX_SEGMENTS) known.clear();
    known.set(element.tag, (segment = makeSegment(element.tag, creator)));
  }
  return segment;
}

const makeSegment = (tag: number, creator: string): string =>
  creator === '' ? `<${formatTag(tag)}>` : `<(${hex4(groupOf(tag))},"${creator.toUpperCase()}",${hex2(elementOf(tag) & 0xff)})>`;

/**
 * The creator that pydicom 2.2.1 gives an element: none for sequences of undefined length; for elements of block 0 (creators themselves) what stands
 * at element 0 of their group, where a creator of that block would: a group length as a number, or as bytes where its VR is unknown.
 */
export function creatorAsRead(file: DicomFile, item: DicomItem, element: DicomElement): string | undefined {
  if (isEagerSequence(element)) return undefined;
  const { tag } = element;
  if (!isPrivate(tag) || elementOf(tag) > 0xff) return privateCreator(file, item, element);
  const length = elementOf(tag) === 0 ? undefined : findElement(item, (tag & 0xffff0000) >>> 0);
  return length === undefined ? undefined : lengthText(file, item, length);
}

function lengthText(file: DicomFile, item: DicomItem, length: DicomElement): string | undefined {
  if (length.items !== undefined || length.length === 0) return undefined;
  try {
    const value = valueOf(file, item, length);
    return value.kind === 'integer' && Number(value.value) === 0 ? undefined : textOf(value);
  } catch (error) {
    if (error instanceof DicomError) return undefined;
    throw error;
  }
}

/** pydicom parses these while reading, all else on first use; only the latter learn their creator. */
export const isEagerSequence = (element: DicomElement): boolean => element.undefinedLength && element.items !== undefined;

export interface Place {
  element: DicomElement;
  item: DicomItem;
}

/** Path → element. Of elements with one path (two blocks of one creator) the last one in tag order stays, as in the official index. */
export function indexByPath(file: DicomFile): Map<string, Place> {
  const index = new Map<string, Place>();
  walkIndexed(file, (element, item, path) => {
    index.set(path, { element, item });
  });
  return index;
}

export function pathsOf(file: DicomFile): string[] {
  return [...indexByPath(file).keys()];
}
