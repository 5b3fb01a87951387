import type { IdentifierKind, Place, Planted } from '@deidbench/core/model';
import { placeOf, severityOf } from '@deidbench/judge';
import { identityOf } from '../key/codes.ts';
import { type Element, hasValue, isItems } from '../model/item.ts';
import { isPrivateTag, tagText } from '../model/path.ts';
import type { Texts } from '../key/texts.ts';
import { TRAILING_PADDING } from '../plant/tags.ts';
import { isKeyable } from '../key/tokens.ts';
import type { Decision } from '../policy/curate.ts';
import type { Draft } from './instance.ts';

/** `input`: the written file as a reader finds it. Every identifier of an instance with its place: identity elements, planted spans, burned-in text. */
export function plantedOf(draft: Draft, decisions: readonly Decision[], input: Texts): Planted[] {
  const out = decisions.flatMap((decision) => ofElement(draft, decision, input));
  const stays = draft.marks.length > 0 ? { stays: draft.marks } : {};
  for (const { identifiers, box } of draft.regions) {
    for (const { text, kind } of identifiers) {
      out.push({ ...base(draft, kind, 'visible', text), at: 'pixels', carrier: 'pixels', box, ...stays, keyed: draft.paint?.frames === 1 });
    }
  }
  for (const { kind, place, text, at, carrier } of draft.extras.identifiers)
    out.push({ ...base(draft, kind, place, text), at, carrier, keyed: false });
  return out;
}

function ofElement(draft: Draft, decision: Decision, input: Texts): Planted[] {
  const { element, path, disposition } = decision;
  const carrier = carrierOf(element);
  const rowless = !KEYED.has(carrier) || !input.has(path);
  const line = (kind: IdentifierKind, text: string, keyed: boolean): Planted => ({
    ...base(draft, kind, carrier === 'trailing' || carrier === 'un' || carrier === 'padding' ? 'hidden' : placeOf(path), text),
    at: carrier === 'trailing' ? 'trailing' : path,
    carrier,
    keyed: keyed && !rowless,
  });
  if (element.plant !== undefined) return element.plant.spans.map(({ text, kind }) => line(kind, text, isKeyable(text, leftOf(decision))));
  if (disposition.deed === 'age' && decision.reference?.value !== element.value && typeof element.value === 'string')
    return [line('age-over-89', element.value, true)];
  if (
    decision.reference?.value === element.value ||
    !disposition.identity ||
    isItems(element) ||
    typeof element.value !== 'string' ||
    !hasValue(element)
  )
    return [];
  // Some elements hold a site where others of the same tag hold a person.
  const kind = element.value === draft.series.patient.site.name ? 'site' : identityOf(tagText(element.tag), element.vr).kind;
  return [line(kind, element.value, isKeyable(element.value, ''))];
}

const KEYED = new Set<Planted['carrier']>(['element', 'private', 'un']);

/** What sort of place an element is. */
function carrierOf({ tag, storedVr, vr, plant }: Element): Planted['carrier'] {
  const group = tag >>> 16;
  if (plant?.behindNul === true) return 'padding';
  if (tag === TRAILING_PADDING) return 'trailing';
  if (tag === 0x00880200) return 'icon';
  if (tag === 0x00420011) return 'document';
  if ((group & 0xff00) === 0x6000) return 'overlay';
  if ((group & 0xff00) === 0x5000) return 'curve';
  if (storedVr === 'UN' || vr === 'UN') return 'un';
  return isPrivateTag(tag) ? 'private' : 'element';
}

function leftOf({ reference }: Decision): string {
  return typeof reference?.value === 'string' ? reference.value : '';
}

function base(draft: Draft, kind: IdentifierKind, place: Place, text: string): Omit<Planted, 'at' | 'carrier' | 'keyed'> {
  return { sop: draft.sop, patient: draft.series.patient.id, kind, severity: severityOf(kind, place), place, text };
}
