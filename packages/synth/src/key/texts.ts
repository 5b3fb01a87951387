import { createHash } from 'node:crypto';
import { descriptionOf, type DicomFile, effectiveVr, elementBytes, indexByPath, officialText, readDicom } from '@deidbench/dicom';
import { SynthError } from '../errors.ts';

export interface ElementText {
  /** Value text as the official validator prints it, without `<` and `>`. */
  text: string;
  name: string;
  /** VR by which a reader takes the value: UN for a private element that it doesn't know in implicit VR. */
  vr: string;
}

/** Value texts of one written file by path of the answer key. */
export interface Texts {
  at(path: string): ElementText;
  has(path: string): boolean;
  /** MD5 of the stored Pixel Data, item headers of encapsulated ones included; `None` without. */
  pixelDigest(): string;
  /** The data set was deflated: its texts don't stand in the file's bytes. */
  deflated: boolean;
}

/** Reads a file that the generator wrote; what stands in the key is what a reader finds, never what was meant. */
export function readTexts(bytes: Uint8Array): Texts {
  const file: DicomFile = readDicom(bytes);
  const index = indexByPath(file);
  const known = new Map<string, ElementText>();
  return {
    deflated: file.deflated,
    has: (path) => index.has(path),
    pixelDigest() {
      const pixels = index.get('<(7fe0,0010)>');
      return pixels === undefined ? 'None' : createHash('md5').update(elementBytes(file, pixels.element)).digest('hex');
    },
    at(path) {
      let found = known.get(path);
      if (found === undefined) {
        const place = index.get(path);
        if (place === undefined) throw new SynthError('KEY_NOT_PASSED', `the written file lacks ${path}: the key cannot ask for it.`);
        found = {
          text: officialText(file, place.item, place.element),
          name: descriptionOf(file, place.item, place.element),
          vr: effectiveVr(file, place.item, place.element),
        };
        known.set(path, found);
      }
      return found;
    },
  };
}
