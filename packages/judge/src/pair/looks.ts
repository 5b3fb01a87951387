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
const NUMBERS = new Set(['DS', 'IS', 'FL', 'FD', 'US', 'SS', 'UL', 'SL']);
const PIXELS = 0x7fe00010;
const BANDS = 4;
const SMALLEST_BAND = 64;

/**
 * What a file looks like, strictest view first: its pixels with its geometry; its pixels; each quarter of them, as blanking a text leaves
 * the others; all its public numbers with their paths; its geometry; the core of that. Objects without pixels have the last three alone.
 */
export function looksOf(file: DicomFile): (string | undefined)[] {
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
  const whole = pixels && digest(pixels);
  return [whole && `${whole}${shape}`, whole, ...bandsOf(pixels), digestOf(numbers!), shape, digestOf(core!)];
}

/** Digests of the quarters of the pixels; undefined for those of one value, which tell nothing. */
function bandsOf(pixels: Uint8Array | undefined): (string | undefined)[] {
  return Array.from({ length: BANDS }, (_, i) => {
    const size = Math.floor((pixels?.length ?? 0) / BANDS);
    if (pixels === undefined || size < SMALLEST_BAND) return undefined;
    const band = pixels.subarray(i * size, (i + 1) * size);
    return band.every((byte, at) => byte === band[at % 2]) ? undefined : digest(band);
  });
}

const digestOf = (entries: string[]): string | undefined => (entries.length === 0 ? undefined : digest(entries.join('\n')));
const digest = (data: string | Uint8Array): string => createHash('md5').update(data).digest('base64');
