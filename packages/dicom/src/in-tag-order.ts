import type { DicomElement, DicomItem } from './types.ts';

/** The elements of an item as the official index has them: in tag order, of a doubled tag the last one alone. */
export function inTagOrder({ elements }: DicomItem): readonly DicomElement[] {
  if (isAscending(elements)) return elements;
  const byTag = new Map(elements.map((element) => [element.tag, element]));
  return [...byTag.values()].toSorted((a, b) => a.tag - b.tag);
}

/** As every well-formed item is. */
function isAscending(elements: readonly DicomElement[]): boolean {
  for (let i = 1; i < elements.length; i += 1) if (elements[i - 1]!.tag >= elements[i]!.tag) return false;
  return true;
}
