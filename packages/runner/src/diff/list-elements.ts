import { DicomError, descriptionOf, effectiveVr, formatTag, officialText, readElementBytes, walk } from '@deidbench/dicom';
import type { DicomElement, DicomFile, DicomItem } from '@deidbench/dicom';

/** An element as a header diff compares it. */
export interface ListedElement {
  path: string;
  /** Path of the sequence that it lies in; empty at the top level. */
  inside: string;
  name: string;
  vr: string;
  text: string;
  /** True where `text` says no more than the length. */
  bulk: boolean;
  /** The value's bytes; undefined for sequences, whose items are compared one by one. */
  bytes: Uint8Array | undefined;
}

const BULK = new Set(['OB', 'OW', 'OD', 'OF', 'OL', 'OV', 'UN']);

/** All elements of a file in file order, the file meta information first. `source` is its path: large values are fetched from there. */
export function listElements(file: DicomFile, source: string): Map<string, ListedElement> {
  const listed = new Map<string, ListedElement>();
  const add = (element: DicomElement, item: DicomItem, path: string): void => {
    keepEarlier(listed, path);
    listed.set(path, { path, inside: parentOf(path), ...valueOf(file, source, item, element), name: descriptionOf(file, item, element) });
  };
  for (const element of file.meta) add(element, metaItem(file), `<${formatTag(element.tag)}>`);
  walk(file, add);
  return listed;
}

/** Doubled tags are all looked at: the last one is what readers see, those before it carry their number. */
function keepEarlier(listed: Map<string, ListedElement>, path: string): void {
  const earlier = listed.get(path);
  if (!earlier) return;
  let number = 1;
  while (listed.has(`${path}#${number}`)) number += 1;
  listed.delete(path);
  listed.set(`${path}#${number}`, { ...earlier, path: `${path}#${number}` });
}

function parentOf(path: string): string {
  const end = path.lastIndexOf('[<');
  return end === -1 ? '' : path.slice(0, end);
}

/** The meta information is always explicit little endian, without a character set. */
function metaItem({ meta }: DicomFile): DicomItem {
  return {
    elements: meta,
    offset: meta[0]?.offset ?? 0,
    length: 0,
    undefinedLength: false,
    explicitVr: true,
    bigEndian: false,
    charset: [],
    parent: undefined,
  };
}

function valueOf(
  file: DicomFile,
  source: string,
  item: DicomItem,
  element: DicomElement,
): Pick<ListedElement, 'vr' | 'text' | 'bulk' | 'bytes'> {
  const vr = effectiveVr(file, item, element);
  const items = element.items?.length ?? 0;
  if (vr === 'SQ' || element.items) return { vr: 'SQ', text: `${items} ${items === 1 ? 'item' : 'items'}`, bulk: false, bytes: undefined };
  const bytes = readElementBytes(source, file, element);
  if (BULK.has(vr) || element.fragments) return { vr, text: `${bytes.length.toLocaleString('en-US')} bytes`, bulk: true, bytes };
  return { vr, text: textOf(file, item, element, bytes), bulk: false, bytes };
}

function textOf(file: DicomFile, item: DicomItem, element: DicomElement, bytes: Uint8Array): string {
  try {
    return officialText(file, item, element);
  } catch (error) {
    if (!(error instanceof DicomError)) throw error;
    return `${bytes.length} bytes that are no ${element.vr}`;
  }
}
