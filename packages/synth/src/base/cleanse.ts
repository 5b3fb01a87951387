import { Item, isItems, type Element } from '../model/item.ts';
import { curate } from '../policy/curate.ts';
import { cutOwn } from './cut-own.ts';
import type { Cutter } from './cutter.ts';

/** Marks of an earlier de-identification: an input that holds them would be no original. */
const MARKS = [0x00120062, 0x00120063, 0x00120064, 0x00280303];

export interface Cleansing {
  /** Invented UID in place of a real one. */
  uid: (old: string) => string;
  /** Days by which real dates move. */
  days: number;
  /** Finds what the patient's real objects say of them, wherever it stands. */
  own: Cutter;
}

/** A real data set with all that may identify taken out by the curated reference's own rules; what is invented comes behind that. */
export function cleanse(sopClass: string, dataset: Item, { uid, days, own }: Cleansing): Item {
  const sound = cutOwn(withoutOddDates(dataset), own);
  const { reference } = curate(sopClass, sound, {
    policy: { deviceIdentity: 'remove' },
    subject: 'REMOVED',
    uid,
    days,
    pixels: (element) => element,
  });
  for (const tag of MARKS) reference.delete(tag);
  return reference;
}

const WHOLE = { DA: /^\d{8}$/u, DT: /^\d{4,14}(?:\.\d{1,6})?(?:[+-]\d{4})?$/u };

/** Dates of no valid form are emptied: nobody could say how they should move. */
function withoutOddDates(item: Item): Item {
  const out = new Item();
  for (const element of item.sorted()) out.set(sound(element));
  return out;
}

function sound(element: Element): Element {
  if (isItems(element)) return { ...element, value: element.value.map(withoutOddDates) };
  const form = element.vr === 'DA' ? WHOLE.DA : element.vr === 'DT' ? WHOLE.DT : undefined;
  if (form === undefined || typeof element.value !== 'string' || element.value.split('\\').every((text) => form.test(text))) return element;
  return { ...element, value: '' };
}
