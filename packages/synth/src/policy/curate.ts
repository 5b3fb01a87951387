import { type Element, isEmpty, isItems, Item, type Value } from '../model/item.ts';
import { creatorOf, creatorTag, isCreator, isPrivateTag, itemStep, step } from '../model/path.ts';
import { shiftDates } from './dates.ts';
import { dispose, disposePrivate, type Disposition, type Policy } from './disposition.ts';
import { dummyValue } from './dummy.ts';
import type { TypeLookup } from '@deidbench/dicom';
import { typesFor } from './iod-types.ts';

/** What the reference knows of a patient. */
export interface CurateContext {
  policy: Policy;
  /** The patient's new id. */
  subject: string;
  /** New UID of an old one. */
  uid: (old: string) => string;
  /** Whole days by which dates move, negative for earlier. */
  days: number;
  /** Pixel Data of the reference where text is burned in; else the same. */
  pixels: (element: Element) => Element;
}

/** One element of the input: what the reference does with it. Elements inside removed ones stand here too, without `reference`. */
export interface Decision {
  /** Path as in the answer key, with its outer `<` `>`. */
  path: string;
  element: Element;
  disposition: Disposition;
  reference: Element | undefined;
  depth: number;
}

export interface Curated {
  reference: Item;
  /** In tag order, depth first. */
  decisions: Decision[];
}

interface Frame {
  context: CurateContext;
  types: TypeLookup;
  decisions: Decision[];
}

/** Makes the curated twin of a data set, element by element, without the markers of de-identification. */
export function curate(sopClass: string, dataset: Item, context: CurateContext): Curated {
  const frame: Frame = { context, types: typesFor(sopClass, dataset), decisions: [] };
  const reference = curateItem(frame, dataset, '', [], 'own');
  return { reference, decisions: frame.decisions };
}

/** `own`: by the rules · `dummy`: one item of dummies · `gone`: inside a removed sequence. */
type Mode = 'own' | 'dummy' | 'gone';

function curateItem(frame: Frame, source: Item, prefix: string, above: readonly number[], mode: Mode): Item {
  const out = new Item();
  const creators: Element[] = [];
  for (const element of source.sorted()) {
    if (isCreator(element.tag)) {
      creators.push(element);
      // Its place in tag order is here; whether it stays is known when its block has been done.
      frame.decisions.push({
        path: prefix + step(source, element),
        element,
        disposition: creatorDisposition(),
        reference: undefined,
        depth: above.length,
      });
      continue;
    }
    const reference = curateElement(frame, source, element, prefix, above, mode);
    if (reference !== undefined) out.set(reference);
  }
  if (creators.length > 0) keepCreators(frame, creators, out, prefix, source);
  return out;
}

const creatorDisposition = (): Disposition => ({ deed: 'restore', retention: 'PTKB-K', cell: '', identity: false, type: '3' });

function keepCreators(frame: Frame, creators: Element[], out: Item, prefix: string, source: Item): void {
  const used = new Set(out.sorted().flatMap(({ tag }) => (isPrivateTag(tag) ? [creatorTag(tag)] : [])));
  for (const creator of creators) {
    if (!used.has(creator.tag)) continue;
    out.set(creator);
    const path = prefix + step(source, creator);
    const decision = frame.decisions.findLast((d) => d.element === creator && d.path === path);
    if (decision !== undefined) decision.reference = creator;
  }
}

function curateElement(
  frame: Frame,
  item: Item,
  element: Element,
  prefix: string,
  above: readonly number[],
  mode: Mode,
): Element | undefined {
  const tags = [...above, element.tag];
  const type = frame.types.typeOf(tags);
  const disposition = isPrivateTag(element.tag)
    ? disposePrivate(element, creatorOf(item, element.tag), type)
    : dispose(element, tags, item, type, frame.context.policy);
  const path = prefix + step(item, element);
  const decision: Decision = { path, element, disposition, reference: undefined, depth: above.length };
  frame.decisions.push(decision);
  if (isItems(element)) decision.reference = curateSequence(frame, element, path, tags, mode, disposition);
  else if (mode !== 'gone') decision.reference = leaf(frame.context, element, mode === 'dummy' ? forced(disposition) : disposition);
  return decision.reference;
}

function curateSequence(
  frame: Frame,
  element: Element & { value: Item[] },
  path: string,
  tags: readonly number[],
  mode: Mode,
  { deed }: Disposition,
): Element | undefined {
  const gone = mode === 'gone' || deed === 'remove' || deed === 'empty';
  const inner: Mode = gone ? 'gone' : deed === 'dummy' ? 'dummy' : mode;
  const items = element.value.map((child, i) =>
    curateItem(frame, child, path + itemStep(i), tags, inner === 'dummy' && i > 0 ? 'gone' : inner),
  );
  if (mode === 'gone' || deed === 'remove') return undefined;
  const kept = deed === 'empty' ? [] : deed === 'dummy' ? items.slice(0, 1) : items;
  return { tag: element.tag, vr: 'SQ', value: kept };
}

/** Inside a dummy item a value that the rules would keep is replaced as far as its Type asks; UIDs, dates and times keep their own rules. */
function forced(disposition: Disposition): Disposition {
  if (disposition.deed !== 'restore' || disposition.retention === 'MOD-C') return disposition;
  const { type } = disposition;
  return { ...disposition, deed: type === '1' || type === '1C' ? 'dummy' : type === '3' ? 'remove' : 'empty' };
}

function leaf(context: CurateContext, element: Element, { deed, type }: Disposition): Element | undefined {
  switch (deed) {
    case 'remove':
      return undefined;
    case 'empty':
      return changed(element, '');
    case 'dummy':
      return isEmpty(element.value) ? changed(element, '') : changed(element, dummyValue(element.vr));
    case 'subject':
      return changed(element, context.subject);
    case 'uid':
      return changed(
        element,
        textOf(element, (text) =>
          text
            .split('\\')
            .map((uid) => (uid === '' ? '' : context.uid(uid)))
            .join('\\'),
        ),
      );
    case 'shift':
      return changed(
        element,
        textOf(element, (text) => shiftDates(text, context.days)),
      );
    case 'shift-seconds':
      return changed(element, secondsOf(element, context.days));
    case 'age':
      return changed(element, textOf(element, limitAge));
    case 'pixels':
      return context.pixels(element);
    default:
      return restore(element, type);
  }
}

function changed(element: Element, value: Value): Element {
  const { tag, vr, storedVr } = element;
  return storedVr === undefined ? { tag, vr, value } : { tag, vr, value, storedVr };
}

function original(element: Element): Value {
  return element.plant === undefined ? element.value : element.plant.original;
}

function textOf(element: Element, change: (text: string) => string): Value {
  const value = original(element);
  return typeof value === 'string' ? change(value) : value;
}

function secondsOf(element: Element, days: number): Value {
  const value = original(element);
  return Array.isArray(value) ? (value as number[]).map((seconds) => seconds + days * 86_400) : value;
}

/** Ages above 89 years become 090Y (45 CFR 164.514(b)(2)(i)(C)). */
function limitAge(age: string): string {
  const years = /^(\d{3})Y$/u.exec(age.trim())?.[1];
  return years !== undefined && Number(years) > 89 ? '090Y' : age;
}

function restore(element: Element, type: Disposition['type']): Element {
  if (element.plant === undefined) return element;
  const value = element.plant.original;
  if (!isEmpty(value)) return changed(element, value);
  return changed(element, type === '1' || type === '1C' ? dummyValue(element.vr) : '');
}
