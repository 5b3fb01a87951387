import { typesFor as typesOf, type TypedItem, type TypeLookup } from '@deidbench/dicom';
import { hasValue, type Item } from '../model/item.ts';
import { tag as t } from '../model/put.ts';

/** The Slide Label module (PS3.3 C.8.12.8): all Type 2, so that no Type 1 element can show that it's in use; the Image Type does. */
const SLIDE_LABEL = new Set([t('LabelText'), t('BarcodeValue')]);

function typedItem(item: Item): TypedItem {
  return {
    holds: (tag) => {
      const element = item.get(tag);
      return element !== undefined && hasValue(element);
    },
    items: (tag) => item.items(tag).map(typedItem),
  };
}

/** Types of the attributes of a generated instance. */
export function typesFor(sopClass: string, dataset: Item): TypeLookup {
  const types = typesOf(sopClass, typedItem(dataset));
  if (!dataset.text(t('ImageType')).split('\\').includes('LABEL')) return types;
  return { typeOf: (path) => (path.length === 1 && SLIDE_LABEL.has(path[0] ?? 0) ? '2' : types.typeOf(path)) };
}
