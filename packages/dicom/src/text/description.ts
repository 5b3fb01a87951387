import { lookupPrivate, lookupTag } from '../dictionary.ts';
import { creatorAsRead } from '../paths.ts';
import { elementOf, groupOf, isPrivate } from '../tag.ts';
import type { DicomElement, DicomFile, DicomItem } from '../types.ts';

/** The element's name as pydicom 2.2.1 shows it: the dictionary's, `[name]` for known private elements, empty for unknown public tags. */
export function descriptionOf(file: DicomFile, item: DicomItem, element: DicomElement): string {
  const { tag } = element;
  if (!isPrivate(tag)) return lookupTag(tag)?.name ?? (elementOf(tag) === 0 ? 'Group Length' : '');
  const creator = creatorAsRead(file, item, element);
  if (creator === undefined) return elementOf(tag) >>> 8 === 0 ? 'Private Creator' : 'Private tag data';
  const known = lookupPrivate(creator, groupOf(tag), elementOf(tag));
  return known === undefined ? 'Private tag data' : `[${known.name}]`;
}
