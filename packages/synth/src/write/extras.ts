import type { IdentifierKind, Place, Planted } from '@deidbench/core/model';
import type { Element } from '../model/item.ts';

/** An identifier at a place that is no element of the data set. */
export interface HiddenIdentifier {
  text: string;
  kind: IdentifierKind;
  place: Place;
  at: string;
  carrier: Planted['carrier'];
}

/** What a file of the input holds beside its data set; the curated twin has none of it. */
export interface Extras {
  preamble?: Uint8Array;
  /** Bytes behind the last element. */
  trailing?: Uint8Array;
  /** First copies of doubled elements: readers take the last. */
  doubled: Element[];
  /** Further elements of the file meta information. */
  meta: Element[];
  /** Group Length elements (retired, PS3.5 7.2). */
  groupLengths: boolean;
  identifiers: HiddenIdentifier[];
}

export const noExtras = (): Extras => ({ doubled: [], meta: [], groupLengths: false, identifiers: [] });
