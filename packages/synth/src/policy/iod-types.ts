import { typesFor as typesOf, type TypeLookup } from '@deidbench/dicom';
import { hasValue, type Item } from '../model/item.ts';

/** Types of the attributes of a generated instance. */
export function typesFor(sopClass: string, dataset: Item): TypeLookup {
  return typesOf(sopClass, (tag) => {
    const element = dataset.get(tag);
    return element !== undefined && hasValue(element);
  });
}
