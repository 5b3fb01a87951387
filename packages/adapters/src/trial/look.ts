import { formatTag, readDicom, toWritable, type WElement } from '@deidbench/dicom';
import { PLANTINGS, USEFUL, type Planting, type Useful } from '../sample/plantings.ts';

/** What a look at one output of the sample found, by the names of `PLANTINGS` and `USEFUL`. */
export interface Look {
  leaks: Planting[];
  keeps: Useful[];
}

/**
 * Which planted identifiers an output still holds, wherever they went, and which useful values it kept unchanged.
 * @throws DicomError when the output is not readable.
 */
export function lookAt(input: Uint8Array, output: Uint8Array): Look {
  const [before, after] = [input, output].map((bytes) => toWritable(readDicom(bytes)).elements) as [WElement[], WElement[]];
  const text = after.map(allText).join('\n').toLowerCase();
  const leaks = (Object.keys(PLANTINGS) as Planting[]).filter((name) => text.includes(PLANTINGS[name].word.toLowerCase()));
  const keeps = (Object.keys(USEFUL) as Useful[]).filter((name) => isKept(before, after, USEFUL[name]));
  return { leaks, keeps };
}

function allText({ value }: WElement): string {
  if (value instanceof Uint8Array) return value.length > 4096 ? '' : Buffer.from(value).toString('latin1');
  return Array.isArray(value) ? value.map((item) => item.elements.map(allText).join('\n')).join('\n') : '';
}

function isKept(before: readonly WElement[], after: readonly WElement[], tag: string): boolean {
  const [old, now] = [before, after].map(
    (elements) => elements.find((element) => formatTag(element.tag).toUpperCase() === tag.toUpperCase())?.value,
  );
  return old instanceof Uint8Array && now instanceof Uint8Array && (trimmed(old).equals(trimmed(now)) || isSameNumber(old, now));
}

/** `101112` and `101112.000`: the official check takes two plain numbers as one when they are equal. */
function isSameNumber(old: Uint8Array, now: Uint8Array): boolean {
  const [before, after] = [old, now].map((bytes) => trimmed(bytes).toString('latin1').trim()) as [string, string];
  const isPlain = (text: string) => text.length <= MOST_DIGITS && /^\d+(\.\d+)?$/u.test(text);
  return isPlain(before) && isPlain(after) && Number(before) === Number(after);
}

const MOST_DIGITS = 16;

/** Without the padding that writers add: a tool may pad with a blank where the input had NUL. */
function trimmed(bytes: Uint8Array): Buffer {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0 || bytes[end - 1] === 0x20)) end -= 1;
  return Buffer.from(bytes.subarray(0, end));
}
