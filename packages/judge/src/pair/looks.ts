import { createHash } from 'node:crypto';
import { effectiveVr, walk, type DicomFile } from '@deidbench/dicom';
import { textOf } from '../unit/text.ts';

/** Elements of geometry and acquisition that no de-identification policy touches. */
const GEOMETRY = new Set([
  '<(0028,0008)>',
  '<(0028,0010)>',
  '<(0028,0011)>',
  '<(0028,0030)>',
  '<(0018,0050)>',
  '<(0018,0088)>',
  '<(0020,0011)>',
  '<(0020,0012)>',
  '<(0020,0013)>',
  '<(0020,0032)>',
  '<(0020,0037)>',
  '<(0020,1041)>',
  '<(0018,0081)>',
  '<(0018,1060)>',
]);
const NUMBERS = new Set(['DS', 'IS', 'FL', 'FD', 'US', 'SS', 'UL', 'SL']);
const PIXELS = 0x7fe00010;

/**
 * What a file looks like, strictest view first: its pixels with its geometry, its pixels, all its public numbers with their paths, its geometry.
 * Objects without pixels have the last two alone, and all their paths in the first of them.
 */
export function looksOf(file: DicomFile): (string | undefined)[] {
  const geometry: string[] = [];
  const numbers: string[] = [];
  let pixels: string | undefined;
  walk(file, (element, item, path) => {
    if (element.tag === PIXELS && pixels === undefined) {
      pixels = digest(file.bytes.subarray(element.valueOffset, element.valueOffset + element.length));
      return;
    }
    if (path.includes('"') || path.length > 200) return;
    const isGeometry = GEOMETRY.has(path);
    if (!isGeometry && !NUMBERS.has(effectiveVr(file, item, element))) return;
    const entry = `${path}=${textOf(file, item, element)}`;
    if (isGeometry) geometry.push(entry);
    else numbers.push(entry);
  });
  const shape = geometry.length > 0 ? digest(geometry.join('\n')) : undefined;
  const all = numbers.length > 0 ? digest([...geometry, ...numbers].join('\n')) : undefined;
  return [pixels && `${pixels}${shape}`, pixels, all, shape];
}

const digest = (data: string | Uint8Array): string => createHash('md5').update(data).digest('base64');
