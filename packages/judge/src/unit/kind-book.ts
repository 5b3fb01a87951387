import type { Action, IdentifierKind } from '@deidbench/core/model';
import { normalise, type IdentifierSet } from '../identifiers/identifier.ts';
import { kindOfCheck } from '../severity/kinds.ts';

/** Tells what kind of identifier a row of the key is about: as it was planted, else by the row's code and tag. */
export class KindBook {
  readonly #planted = new Map<string, Map<string, IdentifierKind>>();
  readonly #identifiers: IdentifierSet;

  constructor(identifiers: IdentifierSet) {
    this.#identifiers = identifiers;
  }

  kindOf(action: Action, category: string, tagPath: string, patient: string, text: string): IdentifierKind {
    const byCode = kindOfCheck(action, category, tagPath);
    if (action === 'uid_changed') return byCode;
    const known = this.#kindsOf(patient);
    return known.get(text.trim().toLowerCase()) ?? known.get(normalise(byCode, text)) ?? byCode;
  }

  #kindsOf(patient: string): Map<string, IdentifierKind> {
    let kinds = this.#planted.get(patient);
    if (kinds === undefined) {
      kinds = new Map();
      for (const { kind, text, norm, planted } of this.#identifiers.byPatient.get(patient) ?? []) {
        if (!planted || kind === 'uid') continue;
        for (const key of [text.trim().toLowerCase(), norm]) if (!kinds.has(key)) kinds.set(key, kind);
      }
      this.#planted.set(patient, kinds);
    }
    return kinds;
  }
}
