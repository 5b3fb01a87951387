import { join } from 'node:path';
import { type DicomFile, effectiveVr, readDicomFile, stringValues, walk } from '@deidbench/dicom';
import {
  familyWords,
  harvestFile,
  identifier,
  type Identifier,
  isCommonWord,
  isOrdinaryText,
  nameParts,
} from '@deidbench/judge/identifiers';

const INSTANCE_UIDS = new Set([0x00080018, 0x0020000d, 0x0020000e, 0x00200052]);
const SHORTEST_PART = 3;
const SHORTEST_PLACE = 5;
/** A department that is called by its field of medicine names no hospital. */
const FIELD = /(?:logy|graphy|metry|rgery|trics|dics|cine|care|therapy)$/iu;

/** What the real objects of one patient say of people, numbers, places and dates: none of it may stand in the set. Names come with their parts. */
export function ownIdentifiers(root: string, paths: readonly string[]): Identifier[] {
  const found = new Map<string, Identifier>();
  for (const path of paths) {
    const file = readDicomFile(join(root, path), { stopBeforePixels: true, force: true });
    for (const one of [...harvestFile(file, ''), ...uidsOf(file)]) {
      if (isWord(one)) continue;
      for (const each of [one, ...partsOf(one)]) found.set(`${each.kind} ${each.text}`, each);
    }
  }
  return [...found.values()];
}

/** A number that is an ordinary word, or that has no digit where orders and procedures have theirs, is what a protocol is called. */
const isWord = ({ kind, text }: Identifier): boolean => isOrdinaryText(text) || (kind === 'order-number' && !/\d/u.test(text));

function uidsOf(file: DicomFile): Identifier[] {
  const found: Identifier[] = [];
  walk(file, (element, item) => {
    if (!INSTANCE_UIDS.has(element.tag) || effectiveVr(file, item, element) !== 'UI') return;
    const one = identifier('', 'uid', stringValues(file, item, element).join('\\'), true);
    if (one) found.push(one);
  });
  return found;
}

/** Every part of a person's name, and a hospital's name of one word, are looked for as names: each tells by itself. */
function partsOf({ kind, text }: Identifier): Identifier[] {
  const parts =
    kind === 'name' || kind === 'staff'
      ? text.split('=').flatMap(nameWords)
      : kind === 'site' && /^[\p{L}\p{M}'-]+$/u.test(text) && text.length >= SHORTEST_PLACE && !FIELD.test(text)
        ? [text]
        : [];
  return parts
    .filter((part) => part.replaceAll(/[^\p{L}\p{M}]+/gu, '').length >= SHORTEST_PART && !isCommonWord(part))
    .flatMap(withOtherMarks)
    .flatMap((part) => identifier('', 'name', part, true) ?? []);
}

/** `O'Shea` is also written `O’Shea`, `O Shea` and `OShea`, and so are double names. */
const withOtherMarks = (part: string): string[] => [
  ...new Set(["'", '\u2019', '-', ' ', ''].map((mark) => part.replaceAll(/['\u2019-]/gu, mark)).concat(part)),
];

function nameWords(name: string): string[] {
  const { given, middle } = nameParts(name);
  return [...familyWords(name), given, ...given.split(/[\s-]+/u), ...middle].filter((word) => word !== '');
}
