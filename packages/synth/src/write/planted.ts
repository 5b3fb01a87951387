import type { IdentifierKind, Place, Planted } from '@deidbench/core/model';
import { placeOf, severityOf } from '@deidbench/judge';
import { identityOf } from '../key/codes.ts';
import { hasValue, isItems } from '../model/item.ts';
import { isPrivateTag, tagText } from '../model/path.ts';
import { isKeyable } from '../plant/patterns.ts';
import type { Decision } from '../policy/curate.ts';
import type { Draft } from './instance.ts';

/** Every identifier of an instance with its place: identity elements, planted spans, burned-in text. */
export function plantedOf(draft: Draft, decisions: readonly Decision[]): Planted[] {
  const out = decisions.flatMap((decision) => ofElement(draft, decision));
  for (const { identifiers, box } of draft.regions) {
    for (const { text, kind } of identifiers) {
      out.push({ ...base(draft, kind, 'visible', text), at: 'pixels', carrier: 'pixels', box, keyed: draft.frames === 1 });
    }
  }
  return out;
}

function ofElement(draft: Draft, decision: Decision): Planted[] {
  const { element, path, disposition } = decision;
  const carrier = isPrivateTag(element.tag) ? 'private' : 'element';
  const line = (kind: IdentifierKind, text: string, keyed: boolean): Planted => ({
    ...base(draft, kind, placeOf(path), text),
    at: path,
    carrier,
    keyed,
  });
  if (element.plant !== undefined) return element.plant.spans.map(({ text, kind }) => line(kind, text, isKeyable(text, leftOf(decision))));
  if (!disposition.identity || isItems(element) || typeof element.value !== 'string' || !hasValue(element)) return [];
  return [line(identityOf(tagText(element.tag), element.vr).kind, element.value, isKeyable(element.value, ''))];
}

function leftOf({ reference }: Decision): string {
  return typeof reference?.value === 'string' ? reference.value : '';
}

function base(draft: Draft, kind: IdentifierKind, place: Place, text: string): Omit<Planted, 'at' | 'carrier' | 'keyed'> {
  return { sop: draft.sop, patient: draft.series.patient.id, kind, severity: severityOf(kind, place), place, text };
}
