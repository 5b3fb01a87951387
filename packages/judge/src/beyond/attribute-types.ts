import {
  type AttributeType,
  type DicomItem,
  findElement,
  isPrivate,
  type TypedItem,
  type TypeLookup,
  typesFor,
  walk,
} from '@deidbench/dicom';
import type { FileView } from '../unit/output-file.ts';
import type { PairedFile, Rule } from './rule.ts';
import { bug } from '../unit/bug.ts';

/**
 * Types of attributes (PS3.3 5.4): what the IOD requires and the original holds must be in the output, Type 1 with a value. A sequence that is
 * gone is told once, not with all that it held. Conditional attributes count where the original holds them with a value.
 */
export const attributeTypes: Rule = {
  name: 'types',
  needsOriginal: true,
  start: ({ sink }) => ({
    file({ instance, before, after }: PairedFile): void {
      const original = before();
      const lookup = lookupFor(original);
      const path: number[] = [];
      walk(original.file, (element, _item, tagPath, depth) => {
        path.length = depth;
        path[depth] = element.tag;
        if (isPrivate(element.tag)) return false;
        const fault = faultOf(lookup.typeOf(path), hasValue(element), after, tagPath);
        if (fault !== undefined) {
          sink.findingUnlessKnown(
            bug({
              rule: 'types',
              tagPath,
              severity: 'low',
              patient: instance.patient,
              ordinal: instance.ordinal,
              explanation: fault,
            }),
          );
        }
        return after.index.has(tagPath);
      });
    },
  }),
};

const lookupFor = (view: FileView): TypeLookup => typesFor(view.bare('<(0008,0016)>') ?? '', typedItem(view.file.dataset));

function typedItem(item: DicomItem): TypedItem {
  return {
    holds: (tag) => {
      const element = findElement(item, tag);
      return element !== undefined && hasValue(element);
    },
    items: (tag) => (findElement(item, tag)?.items ?? []).map(typedItem),
  };
}

const hasValue = ({ items, length }: { items?: readonly unknown[]; length: number }): boolean => (items ? items.length > 0 : length > 0);

function faultOf(type: AttributeType, hadValue: boolean, after: FileView, tagPath: string): string | undefined {
  if (type === '3') return undefined;
  const now = after.index.get(tagPath)?.element;
  if (now === undefined) return `the output lacks an attribute of Type ${type} that the original has`;
  return type.startsWith('1') && hadValue && !hasValue(now) ? `an attribute of Type ${type} is empty` : undefined;
}
