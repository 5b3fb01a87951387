import { bytesElement, DEFLATED_LE, EXPLICIT_LE, numberElement, textElement, writeDicom, type WElement } from '@deidbench/dicom';
import type { Item } from '../model/item.ts';
import { type Extras, noExtras } from './extras.ts';
import { encodeElement, encodeItem } from './encode.ts';

/** Implementation Class UID of the generator (PS3.7 D.3.3.2). */
const IMPLEMENTATION = '2.25.299416214286364471926541230175216543872';

export function metaElements(sopClass: string, sop: string): WElement[] {
  return [
    bytesElement(0x00020001, 'OB', Uint8Array.of(0, 1)),
    textElement(0x00020002, 'UI', sopClass),
    textElement(0x00020003, 'UI', sop),
    textElement(0x00020012, 'UI', IMPLEMENTATION),
    textElement(0x00020013, 'SH', 'DEIDBENCH_01'),
  ];
}

/** Bytes of a whole file; the extras stand in the input alone. */
export function fileBytes(dataset: Item, transferSyntax: string, extras: Extras = noExtras()): Uint8Array {
  const meta = [
    ...metaElements(dataset.text(0x00080016), dataset.text(0x00080018)),
    ...extras.meta.map((element) => encodeElement(element, [])),
  ];
  const elements = encodeItem(dataset);
  const charset = dataset.text(0x00080005).split('\\');
  for (const element of extras.doubled) {
    const behind = elements.findIndex(({ tag }) => tag >= element.tag);
    elements.splice(behind < 0 ? elements.length : behind, 0, encodeElement(element, charset));
  }
  const { preamble, trailing, groupLengths } = extras;
  const whole = groupLengths ? withGroupLengths(elements, transferSyntax) : elements;
  return writeDicom({ meta, elements: whole, transferSyntax, ...(preamble && { preamble }), ...(trailing && { trailing }) });
}

/** Each public group with its length in bytes before it; official readers take that of a private group for a creator. */
function withGroupLengths(elements: WElement[], transferSyntax: string): WElement[] {
  const coding = transferSyntax === DEFLATED_LE ? EXPLICIT_LE : transferSyntax;
  return [...Map.groupBy(elements, ({ tag }) => tag >>> 16)].flatMap(([group, list]) => {
    if (group % 2 === 1) return list;
    const { length } = writeDicom({ meta: null, preamble: null, elements: list, transferSyntax: coding });
    return [numberElement((group << 16) >>> 0, 'UL', length), ...list];
  });
}
