import { unpadded } from '../latin1.ts';
import { groupOf, TAG } from '../tag.ts';
import type { DicomElement, DicomItem } from '../types.ts';
import { KNOWN_VRS } from '../vr.ts';
import type { Parser } from './parser.ts';

export const newItem = (offset: number, explicitVr: boolean, bigEndian: boolean): DicomItem => ({
  elements: [],
  offset,
  length: 0,
  undefinedLength: false,
  explicitVr,
  bigEndian,
  charset: [],
  parent: undefined,
});

/** Group 2 from `at` (PS3.10 7.1), whatever its group length says. Answers the position of the first element of another group. */
export function readMeta(parser: Parser, at: number): { meta: DicomElement[]; next: number } {
  parser.need(Math.min(at + 8, parser.size));
  if (at + 8 > parser.bytes.length || groupOf(parser.tagAt(at)) !== 2) return { meta: [], next: at };
  const vr = String.fromCharCode(parser.bytes[at + 4]!, parser.bytes[at + 5]!);
  const item = newItem(at, KNOWN_VRS.has(vr), false);
  if (!item.explicitVr) parser.problem('META_WRONG', undefined, at, 'the file meta information is in implicit VR');
  const next = parser.elements(item, at, { end: parser.size, limit: parser.size }, 1, (tag) => groupOf(tag) !== 2);
  const declared = item.elements[0];
  if (declared?.tag !== TAG.metaGroupLength)
    parser.problem('META_WRONG', TAG.metaGroupLength, at, 'the file meta information has no group length');
  else if (declared.length !== 4 || declared.valueOffset + 4 + parser.u32(declared.valueOffset) !== next) {
    parser.problem('META_WRONG', TAG.metaGroupLength, at, 'the group length of the file meta information is wrong');
  }
  return { meta: item.elements, next };
}

/** Transfer Syntax UID without its padding; the last one of several; empty when there is none. */
export function transferSyntaxOf(bytes: Uint8Array, meta: DicomElement[]): string {
  const element = meta.findLast(({ tag }) => tag === TAG.transferSyntax);
  if (element === undefined) return '';
  return unpadded(bytes, element.valueOffset, element.length);
}
