import type { IdentifierKind } from '@deidbench/core/model';

/** A piece of a value that was planted there. */
export interface Span {
  text: string;
  kind: IdentifierKind;
}

/** What planting did to an element: `original` is the value that the curated reference restores, empty where nothing is left. */
export interface Plant {
  original: Value;
  spans: Span[];
  /** The spans stand behind a NUL, where most readers stop. */
  behindNul?: true;
}

/**
 * Value of an element before it is encoded: text (members joined by a backslash) for text VRs, numbers for binary ones, bytes for
 * OB, OW, UN …, items for SQ, fragments for encapsulated pixel data.
 */
export type Value = string | number[] | Uint8Array | Item[] | { fragments: Uint8Array[] };

export interface Element {
  readonly tag: number;
  readonly vr: string;
  readonly value: Value;
  /** The VR that stands in the file, where it is not `vr`: UN for a blob. */
  readonly storedVr?: string;
  readonly plant?: Plant;
}

/** A data set or an item of a sequence, while it is being made: one element a tag. */
export class Item {
  readonly #elements = new Map<number, Element>();

  set(element: Element): this {
    this.#elements.set(element.tag, element);
    return this;
  }

  get(tag: number): Element | undefined {
    return this.#elements.get(tag);
  }

  has(tag: number): boolean {
    return this.#elements.has(tag);
  }

  delete(tag: number): void {
    this.#elements.delete(tag);
  }

  /** Text of an element, '' where it's absent or no text. */
  text(tag: number): string {
    const value = this.#elements.get(tag)?.value;
    return typeof value === 'string' ? value : '';
  }

  number(tag: number): number | undefined {
    const value = this.#elements.get(tag)?.value;
    if (typeof value === 'string') return value === '' ? undefined : Number(value);
    return Array.isArray(value) && typeof value[0] === 'number' ? value[0] : undefined;
  }

  items(tag: number): Item[] {
    const element = this.#elements.get(tag);
    return element !== undefined && isItems(element) ? element.value : [];
  }

  /** Elements in tag order, as they stand in a file. */
  sorted(): Element[] {
    return [...this.#elements.values()].toSorted((a, b) => a.tag - b.tag);
  }

  get size(): number {
    return this.#elements.size;
  }

  /** Copy with own elements; values and items are shared, so replace them, never change them. */
  clone(): Item {
    const copy = new Item();
    for (const element of this.#elements.values()) copy.set(element);
    return copy;
  }
}

export type SequenceElement = Element & { value: Item[] };

export function isItems(element: Element): element is SequenceElement {
  return element.vr === 'SQ';
}

/** True for an element with a value: text, bytes, numbers or at least one item. */
export const hasValue = ({ value }: Element): boolean => !isEmpty(value);

export function isEmpty(value: Value): boolean {
  if (typeof value === 'string' || Array.isArray(value)) return value.length === 0;
  return value instanceof Uint8Array ? value.length === 0 : value.fragments.length === 0;
}
