import { join } from 'node:path';
import {
  DicomError,
  elementBytes,
  findElement,
  officialText,
  readDicomFile,
  shownText,
  TAG,
  walkIndexed,
  type DicomElement,
  type DicomFile,
  type Place,
} from '@deidbench/dicom';
import { decodedBefore, rememberDecoded } from './decoded.ts';
import { pixelDigest } from './pixel-digest.ts';
import type { RowSubject } from './row.ts';

const SOP_INSTANCE_UID = 0x00080018;
/** Read when the script lists the files: classes and identifiers, Modality, Instance Number. */
const LISTED = [0x00080016, SOP_INSTANCE_UID, 0x00080060, 0x00100020, 0x0020000d, 0x0020000e, 0x00200013];

function isReadable(dicom: DicomFile, element: DicomElement): boolean {
  try {
    officialText(dicom, dicom.dataset, element);
    return true;
  } catch (error) {
    if (error instanceof DicomError) return false;
    throw error;
  }
}

interface Indexed extends Place {
  /** Filled when it is first asked for. */
  text: string | undefined;
}

/** An output file as the actions see it: its elements by tag path, their text decoded when it is asked for. */
export class OutputFile {
  /** Path below the output folder. */
  readonly path: string;
  readonly location: string;
  readonly dicom: DicomFile;
  /** The identifying attributes, in `<…>`; null where the file lacks one. */
  readonly subject: RowSubject;
  /** Of elements with one path the last one counts, as in `indexByPath`. */
  private readonly index = new Map<string, Indexed>();
  private digest: string | undefined;

  /** @throws {DicomError} when the file can't be read */
  constructor(root: string, path: string) {
    this.path = path;
    this.location = join(root, path);
    this.dicom = readDicomFile(this.location, { stopBeforePixels: true });
    walkIndexed(this.dicom, (element, item, path) => {
      this.index.set(path, { element, item, text: undefined });
    });
    const text = (tag: string): string | null => this.shown(`<(${tag})>`);
    this.subject = {
      modality: text('0008,0060'),
      sopClass: text('0008,0016'),
      patient: text('0010,0020'),
      study: text('0020,000d'),
      series: text('0020,000e'),
      instance: text('0008,0018'),
    };
  }

  /** False for a file that the official script leaves out of its listing: it reads these attributes and takes a digest of the pixels there. */
  isIndexed(): boolean {
    const { dicom } = this;
    const pixels = findElement(dicom.dataset, TAG.pixelData);
    if (pixels !== undefined && pixels.length === 0 && !pixels.undefinedLength) return false;
    return LISTED.every((tag) => {
      const element = findElement(dicom.dataset, tag);
      return element === undefined || isReadable(dicom, element);
    });
  }

  has(tagPath: string): boolean {
    return this.index.has(tagPath);
  }

  /** Text of the element at a path in the form `<…>`; undefined when the file has no such element. */
  text(tagPath: string): string | undefined {
    const place = this.index.get(tagPath);
    if (place === undefined) return undefined;
    return (place.text ??= decodedBefore(this.dicom, tagPath, place) ?? this.remember(tagPath, place, `<${this.decode(place)}>`));
  }

  /** MD5 of the stored bytes of Pixel Data, hex; `None` without Pixel Data. */
  pixelDigest(): string {
    return (this.digest ??= pixelDigest(this.location, this.dicom));
  }

  private remember(tagPath: string, place: Place, text: string): string {
    rememberDecoded(this.dicom, tagPath, place, text);
    return text;
  }

  /** Text of an identifying attribute: the script leaves the blanks around it. */
  private shown(tagPath: string): string | null {
    const place = this.index.get(tagPath);
    return place === undefined ? null : `<${this.decode(place, shownText)}>`;
  }

  /** The official script stops at a value that can't be read; here its bytes are compared as they stand. */
  private decode({ element, item }: Place, textOf: typeof officialText = officialText): string {
    try {
      return textOf(this.dicom, item, element);
    } catch (error) {
      if (!(error instanceof DicomError)) throw error;
      return Buffer.from(elementBytes(this.dicom, element)).toString('latin1');
    }
  }
}

/** SOP Instance UID of a file; undefined when it has none or can't be read. Only the first elements are looked at where it is among them. */
export function sopInstanceUid(root: string, path: string): string | undefined {
  try {
    return sopOf(readDicomFile(join(root, path), { stopBeforePixels: true, until: SOP_INSTANCE_UID }));
  } catch {
    return undefined;
  }
}

function sopOf(dicom: DicomFile): string | undefined {
  const element = findElement(dicom.dataset, SOP_INSTANCE_UID);
  return element && officialText(dicom, dicom.dataset, element);
}
