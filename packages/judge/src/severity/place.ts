import type { Place } from '@deidbench/core/model';

/** Names of the places that are no element of the data set; they stand where a tag path would. */
export const PLACES: Record<string, Place> = {
  pixels: 'visible',
  overlay: 'visible',
  curve: 'visible',
  icon: 'visible',
  document: 'visible',
  'file name': 'plain',
  'folder name': 'plain',
  'other file': 'plain',
  preamble: 'hidden',
  trailing: 'hidden',
  padding: 'hidden',
  doubled: 'hidden',
  inflated: 'hidden',
};

/** Elements whose text a viewer shows: presentation state text, structured report content, encapsulated documents, pixels, overlays, curves. */
const VISIBLE = /^<?\((?:60[0-9a-f]{2}|50[0-9a-f]{2}),|\((?:7fe0,0010|0042,0011|0070,0006|0088,0200|0040,a730)\)/u;

/** Where an element of this tag path is read: visible, plain, nested or private. Item numbers and `<>` may stand in the path. */
export function placeOf(tagPath: string): Place {
  const named = PLACES[tagPath];
  if (named) return named;
  if (tagPath.includes('"') || hasOddGroup(tagPath)) return 'private';
  if (VISIBLE.test(tagPath)) return 'visible';
  return tagPath.includes('[') ? 'nested' : 'plain';
}

function hasOddGroup(tagPath: string): boolean {
  for (const [, group] of tagPath.matchAll(/\(([0-9a-f]{4}),/gu)) {
    if (Number.parseInt(group ?? '0', 16) % 2 === 1) return true;
  }
  return false;
}

/** The path without item numbers: one sequence is one place, however many items it holds. */
export function placeKey(tagPath: string): string {
  return tagPath.replaceAll(/\[<?\d+>?\]/gu, '[]').replaceAll(/[<>]/gu, '');
}
