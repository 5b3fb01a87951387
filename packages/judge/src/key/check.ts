import { ACTIONS, type Action } from '@deidbench/core/model';
import { CATEGORY_FIELDS, type Categories, type CategoryField } from './categories.ts';
import { pythonText } from './python-text.ts';

/**
 * One distinct check of an answer key. Instances of a series share the same object where their checks are equal,
 * so that whatever is derived from a check can be kept beside it.
 * Texts stand as in the key, in `<…>`; null where the key says null or lacks the field.
 */
export interface Check {
  /** Undefined for an action that no judge knows. */
  readonly action: Action | undefined;
  /** The action as the key writes it, `<text_removed>`. */
  readonly actionField: string | null;
  readonly tag: string | null;
  /** `tag_ds` of the key: the path that `indexByPath` of the dicom package gives. */
  readonly tagPath: string | null;
  readonly tagName: string | null;
  /** Text of the element in the original. */
  readonly value: string | null;
  readonly actionText: string | null;
  readonly scope: string | null;
  readonly categories: Categories;
  /** Fields that the key leaves out altogether (not those that it says null for). */
  readonly lacking: readonly string[];
}

/** In the order in which the released keys write them. */
export const FIELDS = ['scope', 'tag', 'tag_ds', 'tag_name', 'value', 'action', 'action_text', 'answer_category_v2'] as const;
const KNOWN = new Map<string, Action>(ACTIONS.map((action) => [`<${action}>`, action]));

const field = (source: Record<string, unknown>, name: string): string | null => {
  const value = source[name];
  return value === null || value === undefined ? null : typeof value === 'string' ? value : pythonText(value);
};

const member = (source: unknown, name: string): unknown =>
  typeof source === 'object' && source !== null ? (source as Record<string, unknown>)[name] : undefined;

function readCategories(source: unknown): Categories {
  const code = (name: CategoryField): string | null | undefined => {
    const split = name.indexOf('_');
    const value = name === 'prev_cat' ? member(source, 'prev_cat') : member(member(source, name.slice(0, split)), name.slice(split + 1));
    if (name === 'prev_cat') return value === undefined ? undefined : pythonText(value);
    return value === null || value === undefined ? value : pythonText(value);
  };
  return Object.fromEntries(CATEGORY_FIELDS.map((name) => [name, code(name)])) as Categories;
}

/** A check from the parsed object of an answer key's row. */
export function readCheck(source: Record<string, unknown>): Check {
  const actionField = field(source, 'action');
  return {
    action: actionField === null ? undefined : KNOWN.get(actionField),
    actionField,
    tag: field(source, 'tag'),
    tagPath: field(source, 'tag_ds'),
    tagName: field(source, 'tag_name'),
    value: field(source, 'value'),
    actionText: field(source, 'action_text'),
    scope: field(source, 'scope'),
    categories: readCategories(source['answer_category_v2']),
    lacking: FIELDS.filter((name) => !(name in source)),
  };
}

/** The text without its `<` `>`. */
export const unwrap = (text: string): string => (text.startsWith('<') && text.endsWith('>') ? text.slice(1, -1) : text);
