import { createHash } from 'node:crypto';
import { indexByPath, type DicomFile, type Place } from '@deidbench/dicom';
import { ABSENT, type FoundText, type HiddenBox, type OutputView } from '../actions/index.ts';
import { textOf } from './text.ts';

const PIXEL_DATA = '<(7fe0,0010)>';

/** One DICOM file as the checks ask about it: texts by path, each worked out once. */
export class FileView {
  readonly file: DicomFile;
  readonly index: ReadonlyMap<string, Place>;
  readonly #texts = new Map<string, FoundText>();
  #pixelDigest: string | undefined;

  constructor(file: DicomFile) {
    this.file = file;
    this.index = indexByPath(file);
  }

  /** The official text of an element in `<…>`. */
  text(tagPath: string): FoundText {
    const known = this.#texts.get(tagPath);
    if (known !== undefined) return known;
    const place = this.index.get(tagPath);
    const text = place === undefined ? ABSENT : `<${textOf(this.file, place.item, place.element)}>`;
    this.#texts.set(tagPath, text);
    return text;
  }

  /** The text without `<` `>`; undefined where the element is absent. */
  bare(tagPath: string): string | undefined {
    const text = this.text(tagPath);
    return typeof text === 'string' ? text.slice(1, -1) : undefined;
  }

  /** MD5 of the stored Pixel Data, hex; `None` without. */
  pixelDigest(): string {
    this.#pixelDigest ??= digestOf(this.pixelBytes());
    return this.#pixelDigest;
  }

  /** Whether the stored Pixel Data are those of another file, or both have none. Far cheaper than two digests. */
  hasPixelsOf(other: FileView): boolean {
    const [own, theirs] = [this.pixelBytes(), other.pixelBytes()];
    return own === undefined || theirs === undefined ? own === theirs : Buffer.compare(own, theirs) === 0;
  }

  /** The stored value of Pixel Data; of encapsulated ones all items with their headers. */
  pixelBytes(): Uint8Array | undefined {
    const element = this.index.get(PIXEL_DATA)?.element;
    return element && this.file.bytes.subarray(element.valueOffset, element.valueOffset + element.length);
  }
}

const digestOf = (bytes: Uint8Array | undefined): string => (bytes === undefined ? 'None' : createHash('md5').update(bytes).digest('hex'));

/** The view that the official actions take, with a way to say what is read in a box. */
export function officialView(view: FileView, boxText: (box: HiddenBox) => string | undefined): OutputView {
  return { text: (path) => view.text(path), pixelDigest: () => view.pixelDigest(), boxText };
}
