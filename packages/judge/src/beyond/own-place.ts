import { effectiveVr } from '@deidbench/dicom';
import type { IdentifierKind } from '@deidbench/core/model';
import { normalise } from '../identifiers/identifier.ts';
import { leftOfName } from '../identifiers/left-of-name.ts';
import { reportedCategory, unwrap } from '../key/index.ts';
import { members } from '../maps/derive.ts';
import { kindName } from '../severity/kinds.ts';
import { placeOf } from '../severity/place.ts';
import { severityOf } from '../severity/severity.ts';
import { KindBook } from '../unit/kind-book.ts';
import type { PairedFile, Rule, RuleRun, UnitContext } from './rule.ts';

const NUMBERS = new Set<IdentifierKind>(['direct-number', 'order-number', 'accession-number', 'contact', 'implant-id']);
/** Without a key: the numbers of one element each that every original has. */
const OWN_NUMBERS = ['<(0010,0020)>', '<(0008,0050)>', '<(0020,0010)>'];
/** A shorter number is part of many others by chance. */
const NUMBER = /^0*([1-9]\d{4,})$/u;

/**
 * What is left of a name or number in its own element although the official test passes: a name is one token there (`Cole^Winona`), so that
 * the family name alone or the given name alone passes, and two plain numbers are compared as numbers, so that one more digit does.
 * Everywhere else such a word is too ordinary, and such a number too likely, to be looked for.
 */
export const ownPlace: Rule = {
  name: 'own-place',
  start: (context) => new OwnPlaceRun(context),
};

interface Left {
  kind: IdentifierKind;
  share: number;
  familyName: boolean;
}

class OwnPlaceRun implements RuleRun {
  readonly #context: UnitContext;
  readonly #kinds: KindBook;

  constructor(context: UnitContext) {
    this.#context = context;
    this.#kinds = new KindBook(context.input.identifiers);
  }

  file(paired: PairedFile): void {
    if (this.#context.input.key === undefined) return this.#againstOriginal(paired);
    for (const { action, tagPath, actionText, categories } of paired.checks) {
      if (action !== 'text_removed' || tagPath === null || actionText === null) continue;
      this.#look(paired, tagPath, unwrap(actionText), reportedCategory(action, categories).subcategory ?? '');
    }
  }

  #againstOriginal(paired: PairedFile): void {
    if (!paired.hasOriginal) return;
    const before = paired.before();
    for (const [path, { item, element }] of before.index)
      if (effectiveVr(before.file, item, element) === 'PN' || OWN_NUMBERS.includes(path))
        this.#look(paired, path, before.bare(path) ?? '', '');
  }

  #look(paired: PairedFile, path: string, text: string, category: string): void {
    const { instance, after } = paired;
    const place = after.index.get(path);
    if (text === '' || place === undefined) return;
    const value = after.bare(path) ?? '';
    if (value === '' || value === this.#context.patients.map.get(instance.patient)) return;
    const isName = effectiveVr(after.file, place.item, place.element) === 'PN';
    for (const one of members(text)) {
      const kind = this.#kinds.kindOf('text_removed', category, path, instance.patient, one);
      const left = isName ? nameLeft(kind, one, value) : numberLeft(kind, one, value);
      if (left !== undefined) this.#report(paired, path, one, value, left);
    }
  }

  #report({ instance }: PairedFile, at: string, text: string, actual: string, { kind, share, familyName }: Left): void {
    const place = placeOf(at);
    this.#context.sink.leakUnlessKnown({
      rule: 'own-place',
      tagPath: at,
      kind,
      place,
      severity: severityOf(kind, place, share, familyName),
      label: 'leak',
      leak: true,
      category: '',
      patient: instance.patient,
      ordinal: instance.ordinal,
      norm: normalise(kind, text),
      expected: text,
      actual,
      explanation: `${share < 1 ? 'part of ' : ''}the ${kindName(kind)} of the original still stands in its own element`,
    });
  }
}

/** A family name tells whoever it is; other parts tell a patient only. */
function nameLeft(kind: IdentifierKind, text: string, value: string): Left | undefined {
  const left = kind === 'name' || kind === 'staff' ? leftOfName(text, value) : undefined;
  if (left === undefined) return undefined;
  const { words, share, familyName } = left;
  if (kind === 'staff') return familyName ? { kind, share: Math.max(share, 0.5), familyName } : undefined;
  return familyName || words.length > 1 ? { kind, share, familyName } : { kind: 'name-part', share: 1, familyName };
}

function numberLeft(kind: IdentifierKind, text: string, value: string): Left | undefined {
  const digits = NUMBERS.has(kind) ? NUMBER.exec(text.trim())?.[1] : undefined;
  return digits !== undefined && value.includes(digits) ? { kind, share: 1, familyName: false } : undefined;
}
