import type { WElement } from './types.ts';

/** A data set or an item. */
export interface Editable {
  elements: WElement[];
}

/** The first element of a tag. */
export const getElement = (target: Editable, tag: number): WElement | undefined => target.elements.find((element) => element.tag === tag);

/** Puts an element in tag order, in place of the first one of its tag. */
export function setElement(target: Editable, element: WElement): void {
  const at = target.elements.findIndex(({ tag }) => tag === element.tag);
  if (at >= 0) target.elements[at] = element;
  else addElement(target, element);
}

/** Puts an element in tag order, behind those of its tag: doubles it where there is one. */
export function addElement(target: Editable, element: WElement): void {
  const behind = target.elements.findIndex(({ tag }) => tag > element.tag);
  target.elements.splice(behind < 0 ? target.elements.length : behind, 0, element);
}

/** Takes all elements of a tag out; answers whether there was one. */
export function removeElement(target: Editable, tag: number): boolean {
  const before = target.elements.length;
  target.elements = target.elements.filter((element) => element.tag !== tag);
  return target.elements.length < before;
}
