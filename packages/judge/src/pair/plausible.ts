import { effectiveVr, walk, type DicomFile } from '@deidbench/dicom';
import { textOf } from '../unit/text.ts';
import { looksOf, NUMBERS } from './looks.ts';

/** Elements that say how pixels are stored, and the group of the file's own dates and numbers: alike in images that have nothing in common. */
const FORMAT = /^<\(0028,(?:0002|0006|0008|0010|0011|0100|0101|0102|0103)\)>$/u;
const SAME = ['<(0008,0016)>', '<(0028,0010)>', '<(0028,0011)>'];
/** Share of the numbers in both files that must be equal, where there are some to compare. */
const ALIKE = 0.75;
const ENOUGH = 3;

/**
 * Whether an output of the same path could have been made of an original: of one SOP class and size, and with most numbers, or a part of the
 * pixels, in common. Folders that do not belong together often hold files of the same names.
 */
export function isPlausible(
  before: () => DicomFile,
  after: () => DicomFile,
  readWhole: () => readonly [DicomFile, DicomFile] | undefined,
): boolean {
  const [old, now] = [textsOf(before()), textsOf(after())];
  if (SAME.some((path) => old.has(path) && now.has(path) && old.get(path) !== now.get(path))) return false;
  const shared = [...old].filter(([path]) => now.has(path) && !FORMAT.test(path) && !SAME.includes(path));
  if (shared.length < ENOUGH) return true;
  const equal = shared.filter(([path, text]) => now.get(path) === text).length;
  if (equal / shared.length >= ALIKE) return true;
  const whole = readWhole();
  if (whole === undefined) return false;
  const [a, b] = whole.map((file) => looksOf(file, true));
  return a!.some((look, i) => look !== undefined && look === b![i]);
}

/** Numbers and classes by path, public ones only. */
function textsOf(file: DicomFile): Map<string, string> {
  const texts = new Map<string, string>();
  walk(file, (element, item, path) => {
    if (path.includes('"') || path.length > 200 || element.items !== undefined) return;
    if (SAME.includes(path) || NUMBERS.has(effectiveVr(file, item, element))) texts.set(path, textOf(file, item, element));
  });
  return texts;
}
