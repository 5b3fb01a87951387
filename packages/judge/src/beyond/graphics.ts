import { findElement, type DicomElement, type DicomFile } from '@deidbench/dicom';
import { normalise, type HiddenPlanting } from '../identifiers/identifier.ts';
import { kindName } from '../severity/kinds.ts';
import { severityOf } from '../severity/severity.ts';
import type { PairedFile, Rule, UnitContext } from './rule.ts';

/** Names of the places by what carries the planted text. */
const CARRIERS: Record<string, RegExp> = {
  overlay: /^<\(60[0-9a-f]{2},3000\)>$/u,
  curve: /^<\(50[0-9a-f]{2},3000\)>$/u,
  icon: /^<\(0088,0200\)>.*\(7fe0,0010\)>$/u,
  document: /^<\(0042,0011\)>$/u,
};
/** Part of the planted bits that must still be set for the text to be readable. */
const READABLE = 0.5;

/**
 * Text drawn into overlays, curves, icons and documents, which no row of the key asks about. It can still be read where the stored value
 * is that of the original, or, for the bits of an overlay, where at least half of those set in the planted box still are.
 */
export const graphics: Rule = {
  name: 'graphics',
  needsOriginal: true,
  start: (context) => ({
    file(paired: PairedFile): void {
      for (const planting of context.input.identifiers.hidden.get(paired.instance.sop) ?? []) judge(context, paired, planting);
    },
  }),
};

function judge(context: UnitContext, { instance, before, after }: PairedFile, planting: HiddenPlanting): void {
  const pattern = CARRIERS[planting.carrier];
  if (pattern === undefined) return;
  for (const [path, { element }] of before().index) {
    if (!pattern.test(path) || (planting.at.startsWith('<') && !path.startsWith(planting.at))) continue;
    const now = after.index.get(path)?.element;
    if (now === undefined || !isReadable(planting, before().file, element, after.file, now)) continue;
    const { kind, text, carrier } = planting;
    context.sink.leakUnlessKnown({
      rule: 'graphics',
      tagPath: carrier,
      kind,
      place: 'visible',
      severity: severityOf(kind, 'visible'),
      label: 'leak',
      leak: true,
      category: '',
      patient: instance.patient,
      ordinal: instance.ordinal,
      norm: normalise(kind, text),
      expected: text,
      explanation: `the ${kindName(kind)} that was drawn into the ${carrier} can still be read`,
    });
  }
}

function isReadable(planting: HiddenPlanting, oldFile: DicomFile, old: DicomElement, newFile: DicomFile, now: DicomElement): boolean {
  const [a, b] = [valueOf(oldFile, old), valueOf(newFile, now)];
  if (a.equals(b)) return a.length > 0;
  if (planting.carrier !== 'overlay' || planting.box === undefined) return false;
  const columns = overlayColumns(oldFile, old.tag);
  if (columns === undefined || columns !== overlayColumns(newFile, now.tag)) return false;
  const [left, top, right, bottom] = planting.box;
  let [planted, kept] = [0, 0];
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      if (!bit(a, y * columns + x)) continue;
      planted += 1;
      if (bit(b, y * columns + x)) kept += 1;
    }
  }
  return planted > 0 && kept / planted >= READABLE;
}

const valueOf = (file: DicomFile, { valueOffset, length }: DicomElement): Buffer =>
  Buffer.from(file.bytes.buffer, file.bytes.byteOffset + valueOffset, length);
const bit = (bytes: Uint8Array, index: number): boolean => ((bytes[index >>> 3] ?? 0) & (1 << (index & 7))) !== 0;

/** Overlay Columns (60xx,0011) of the overlay that a tag of its group belongs to. */
function overlayColumns(file: DicomFile, tag: number): number | undefined {
  const element = findElement(file.dataset, ((tag & 0xffff0000) | 0x0011) >>> 0);
  return element && element.length >= 2
    ? Buffer.from(file.bytes.buffer, file.bytes.byteOffset + element.valueOffset, 2).readUInt16LE()
    : undefined;
}
