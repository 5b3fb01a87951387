import { walk, type DicomElement, type DicomFile } from '@deidbench/dicom';
import { normalise, type HiddenPlanting } from '../identifiers/identifier.ts';
import { kindName } from '../severity/kinds.ts';
import { severityOf } from '../severity/severity.ts';
import { RetainedTexts } from './retained.ts';
import type { PairedFile, Rule, UnitContext } from './rule.ts';

/** Text drawn as an image is `graphics`' and the boxes' to judge. */
const DRAWN = new Set(['pixels', 'overlay', 'curve', 'icon', 'document']);
const PREAMBLE = 128;
const TRAILING_PADDING = 0xfffcfffc;
const WORD = /[\p{L}\p{N}]/u;

/**
 * Identifiers that no row of the key asks about and that are too short or too ordinary to be looked for everywhere (initials, a family name
 * like Fisher): they are looked for, as whole words, at the very place where they were planted.
 */
export const planted: Rule = {
  name: 'planted',
  start: (context) => ({
    file(paired: PairedFile): void {
      for (const planting of context.input.identifiers.hidden.get(paired.instance.sop) ?? [])
        if (!DRAWN.has(planting.carrier)) judge(context, paired, planting);
    },
  }),
};

function judge({ sink }: UnitContext, { instance, after, checks }: PairedFile, { at, kind, text, place }: HiddenPlanting): void {
  const values = [...valuesAt(after.file, after.index, at)];
  if (!values.some((value) => holdsWord(value, text)) || new RetainedTexts(checks).holds(at, text)) return;
  sink.leakUnlessKnown({
    rule: 'planted',
    tagPath: at,
    kind,
    place,
    severity: severityOf(kind, place),
    label: 'leak',
    leak: true,
    category: '',
    patient: instance.patient,
    ordinal: instance.ordinal,
    norm: normalise(kind, text),
    expected: text,
    explanation: `the ${kindName(kind)} that was planted here can still be read`,
  });
}

/** The bytes of a place: an element, or the nearest one around it that the file has; or what stands before, behind and under the data set. */
function* valuesAt(file: DicomFile, index: PairedFile['after']['index'], at: string): Iterable<Buffer> {
  const { bytes, trailing, hasPreamble } = file;
  const cut = (from: number, length: number): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset + from, length);
  const value = ({ valueOffset, length }: DicomElement): Buffer => cut(valueOffset, length);
  if (at === 'preamble' && hasPreamble) yield cut(0, PREAMBLE);
  if (at === 'trailing') yield cut(trailing.offset, trailing.length);
  if (at === 'trailing' || at === 'doubled') yield* valuesOf(file, at, value);
  if (!at.startsWith('<')) return;
  for (const element of file.meta) if (at === pathOfMeta(element.tag)) yield value(element);
  for (let path = at; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('[')))) {
    const found = index.get(path)?.element;
    if (found === undefined) continue;
    yield value(found);
    return;
  }
}

/** Trailing padding, or the copies of elements that later ones of the same tag hide. */
function* valuesOf(file: DicomFile, at: 'trailing' | 'doubled', value: (element: DicomElement) => Buffer): Iterable<Buffer> {
  const found: Buffer[] = [];
  walk(file, (element, item) => {
    const isHidden = item.elements.findLast(({ tag }) => tag === element.tag) !== element;
    if (at === 'trailing' ? element.tag === TRAILING_PADDING : isHidden) found.push(value(element));
  });
  yield* found;
}

const pathOfMeta = (tag: number): string => `<(0002,${(tag & 0xffff).toString(16).padStart(4, '0')})>`;

/** Whether a text stands in some bytes, in Latin-1 or UTF-8, with neither a letter nor a digit at its ends. */
function holdsWord(value: Buffer, text: string): boolean {
  return [value.toString('latin1'), value.toString('utf8')].some((whole) => {
    for (let at = whole.indexOf(text); at >= 0; at = whole.indexOf(text, at + 1)) {
      if (!WORD.test(whole[at - 1] ?? ' ') && !WORD.test(whole[at + text.length] ?? ' ')) return true;
    }
    return false;
  });
}
