import { type DicomFile, readDicom, walk, stringValues } from '@deidbench/dicom';
import type { Planted } from '@deidbench/core/model';
import { unwrap, type Check } from '@deidbench/judge/key';
import { readTexts, type Texts } from '../key/texts.ts';
import type { Problems } from './problems.ts';

const STORAGE = '1.2.840.10008.5.1.4.1.1.';

/** One file of the input or the reference, read. */
export interface ReadFile {
  path: string;
  bytes: Buffer;
  texts: Texts;
  sop: string;
  /** Stored objects that the file refers to. */
  refersTo: string[];
}

export function readInstance(path: string, bytes: Buffer): ReadFile {
  const file = readDicom(bytes);
  const texts = readTexts(bytes);
  const sop = texts.has('<(0008,0018)>') ? texts.at('<(0008,0018)>').text : '';
  return { path, bytes, texts, sop, refersTo: references(file) };
}

/** Referenced SOP Instance UIDs beside a storage SOP class; studies and performed steps are no stored objects. */
function references(file: DicomFile): string[] {
  const out: string[] = [];
  walk(file, (element, item) => {
    if (element.tag !== 0x00081155) return;
    const sopClass = item.elements.find(({ tag }) => tag === 0x00081150);
    const isStored = sopClass !== undefined && stringValues(file, item, sopClass)[0]?.startsWith(STORAGE);
    if (isStored) out.push(...stringValues(file, item, element));
  });
  return out;
}

/** Every check's value must be what a reader finds in the input; the digest of pixels that must stay, the input's. */
export function compareKey(input: ReadFile, checks: readonly Check[], problems: Problems): number {
  let compared = 0;
  for (const { action, tagPath, value, actionText } of checks) {
    if (tagPath === null || value === null) continue;
    compared++;
    if (!input.texts.has(tagPath)) problems.add('KEY_VALUE', input.path, `the key asks for ${tagPath}, which the file lacks.`);
    else if (input.texts.at(tagPath).text !== unwrap(value))
      problems.add('KEY_VALUE', input.path, `the key has another value of ${tagPath} than the file.`);
    if (action === 'pixels_retained' && actionText !== null && unwrap(actionText) !== input.texts.pixelDigest()) {
      problems.add('PIXEL_DIGEST', input.path, 'the key has another digest of the pixels than the file.');
    }
  }
  return compared;
}

/** A planted identifier stands where it says, and no longer in the curated twin. */
export function comparePlanted(input: ReadFile, reference: ReadFile | undefined, planted: readonly Planted[], problems: Problems): void {
  for (const line of planted) {
    if (!standsIn(input, line)) problems.add('PLANTED', input.path, `the ${line.kind} planted at ${line.at} is not there.`);
    if (reference !== undefined && staysIn(reference, line))
      problems.add('STILL_THERE', reference.path, `the ${line.kind} planted at ${line.at} is still there.`);
  }
}

const DRAWN = new Set(['pixels', 'overlay', 'icon']);

function standsIn({ texts, bytes }: ReadFile, { at, text, carrier, box }: Planted): boolean {
  if (carrier === 'pixels') {
    const [columns, rows] = ['<(0028,0011)>', '<(0028,0010)>'].map((path) => Number(texts.has(path) ? texts.at(path).text : 0));
    return (
      box !== undefined &&
      box[0] >= 0 &&
      box[1] >= 0 &&
      box[2] <= (columns ?? 0) &&
      box[3] <= (rows ?? 0) &&
      box[0] < box[2] &&
      box[1] < box[3]
    );
  }
  if (DRAWN.has(carrier)) return texts.has(at);
  if (at.startsWith('<') && carrier !== 'meta' && carrier !== 'document' && texts.has(at)) return texts.at(at).text.includes(text.trim());
  return bytes.includes(text, 0, 'latin1') || bytes.includes(text, 0, 'utf8') || isDeflated(texts);
}

/** What lies behind a deflated stream's start can't be seen in the file's bytes. */
const isDeflated = (texts: Texts): boolean => texts.deflated;

function staysIn({ texts, bytes }: ReadFile, { at, text, carrier }: Planted): boolean {
  if (DRAWN.has(carrier)) return false;
  if (at.startsWith('<') && carrier !== 'meta' && carrier !== 'document') return texts.has(at) && texts.at(at).text.includes(text.trim());
  return text.length >= 5 && (bytes.includes(text, 0, 'latin1') || bytes.includes(text, 0, 'utf8'));
}
