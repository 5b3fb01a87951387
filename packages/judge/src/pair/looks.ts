import { createHash } from 'node:crypto';
import { effectiveVr, walk, type DicomFile } from '@deidbench/dicom';
import { textOf } from '../unit/text.ts';

/** Elements of geometry and acquisition that no de-identification policy touches. */
const CORE = new Set([
  '<(0008,0016)>',
  '<(0028,0008)>',
  '<(0028,0010)>',
  '<(0028,0011)>',
  '<(0020,0013)>',
  '<(0020,0032)>',
  '<(0020,1041)>',
]);
/** More of them, in which identifiers were found planted. */
const GEOMETRY = new Set([
  ...CORE,
  '<(0028,0030)>',
  '<(0018,0050)>',
  '<(0018,0088)>',
  '<(0020,0011)>',
  '<(0020,0012)>',
  '<(0020,0037)>',
  '<(0018,0081)>',
  '<(0018,1060)>',
]);
export const NUMBERS = new Set(['DS', 'IS', 'FL', 'FD', 'US', 'SS', 'UL', 'SL']);
const PIXELS = 0x7fe00010;
const BANDS = 4;
const SMALLEST_BAND = 64;

/**
 * What a file looks like, strictest view first: its pixels with its geometry; its pixels; each quarter of them, as blanking a text leaves
 * the others; all its public numbers with their paths; its geometry; the core of that. Objects without pixels have the last three alone.
 * `strict`: views that images with nothing in common may share are left out: pixels of one value, numbers without many digits, and geometry alone.
 */
export function looksOf(file: DicomFile, strict = false): (string | undefined)[] {
  const [core, geometry, numbers]: string[][] = [[], [], []];
  let pixels: Uint8Array | undefined;
  walk(file, (element, item, path) => {
    if (element.tag === PIXELS && path.length === '<(7fe0,0010)>'.length) {
      pixels = file.bytes.subarray(element.valueOffset, element.valueOffset + element.length);
      return;
    }
    if (path.includes('"') || path.length > 200) return;
    const isGeometry = GEOMETRY.has(path);
    if (!isGeometry && !NUMBERS.has(effectiveVr(file, item, element))) return;
    const entry = `${path}=${textOf(file, item, element)}`;
    if (CORE.has(path)) core!.push(entry);
    if (isGeometry) geometry!.push(entry);
    numbers!.push(entry);
  });
  const shape = digestOf(geometry!);
  const whole = pixels && !(strict && isFlat(pixels)) ? digest(pixels) : undefined;
  return [
    whole && `${whole}${shape}`,
    whole,
    ...bandsOf(pixels),
    strict && numbers!.filter(isTelling).length < TELLING_NUMBERS ? undefined : digestOf(numbers!),
    strict ? undefined : shape,
    strict ? undefined : digestOf(core!),
  ];
}

/** So many telling numbers are not all equal by chance. */
const TELLING_NUMBERS = 5;

/** A number of at least five digits: a position, a rescaled value, no count. */
function isTelling(entry: string): boolean {
  const numbers = entry.slice(entry.indexOf('=') + 1).match(/[\d.]+(?:e[-+]?\d+)?/giu) ?? [];
  return numbers.some((text) => text.replace(/e.*$/iu, '').replaceAll('.', '').replace(/^0+/u, '').replace(/0+$/u, '').length >= 5);
}

const isFlat = (bytes: Uint8Array): boolean => bytes.every((byte, at) => byte === bytes[at % 2]);

/** Digests of the quarters of the pixels; undefined for those of one value, which tell nothing. */
function bandsOf(pixels: Uint8Array | undefined): (string | undefined)[] {
  return Array.from({ length: BANDS }, (_, i) => {
    const size = Math.floor((pixels?.length ?? 0) / BANDS);
    if (pixels === undefined || size < SMALLEST_BAND) return undefined;
    const band = pixels.subarray(i * size, (i + 1) * size);
    return isFlat(band) ? undefined : digest(band);
  });
}

const digestOf = (entries: string[]): string | undefined => (entries.length === 0 ? undefined : digest(entries.join('\n')));
const digest = (data: string | Uint8Array): string => createHash('md5').update(data).digest('base64');
