import { ACTIONS, type Action } from '@deidbench/core/model';
import { CATEGORY_FIELDS, type Categories } from './categories.ts';
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
  /** Fields that hold a number or the like where a text should be: they are shown, but can't be compared. */
  readonly notText: readonly string[];
  /** What is kept beside the check: see `PerCheck`. */
  memo?: unknown[] | undefined;
}

/** In the order in which the released keys write them. */
export const FIELDS = ['scope', 'tag', 'tag_ds', 'tag_name', 'value', 'action', 'action_text', 'answer_category_v2'] as const;
const ACTION_FIELDS = new Map<string, Action>(ACTIONS.map((action) => [`<${action}>`, action]));

const field = (source: Record<string, unknown>, name: string): string | null => {
  const value = source[name];
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return null;
  // As a column of texts shows it.
  return typeof value === 'boolean' ? (value ? '1' : '0') : pythonText(value);
};

type Members = Record<string, unknown>;

const membersOf = (source: unknown): Members => (typeof source === 'object' && source !== null ? (source as Members) : {});

const code = (value: unknown): string | null | undefined =>
  value === null || value === undefined || typeof value === 'string' ? value : pythonText(value);

/** Checks have few different sets of codes: equal ones are one object. Bounded, emptied when full. */
const known = new Map<string, Categories>();
const KNOWN_LIMIT = 5_000;

function readCategories(source: unknown): Categories {
  const all = membersOf(source);
  const [hipaa, dicom, tcia] = [membersOf(all['hipaa']), membersOf(all['dicom']), membersOf(all['tcia'])];
  const previous = all['prev_cat'];
  const categories: Categories = {
    hipaa_z: code(hipaa['z']),
    hipaa_m: code(hipaa['m']),
    dicom_p15: code(dicom['p15']),
    dicom_iod: code(dicom['iod']),
    dicom_safe: code(dicom['safe']),
    tcia_ptkb: code(tcia['ptkb']),
    tcia_p15: code(tcia['p15']),
    tcia_rev: code(tcia['rev']),
    prev_cat: previous === undefined ? undefined : pythonText(previous),
  };
  return share(categories);
}

function share(categories: Categories): Categories {
  let key = '';
  for (const name of CATEGORY_FIELDS) key += categories[name] === undefined ? '\u0001' : `${categories[name] ?? '\u0002'}\t`;
  const same = known.get(key);
  if (same !== undefined) return same;
  if (known.size >= KNOWN_LIMIT) known.clear();
  known.set(key, categories);
  return categories;
}

const NONE: readonly string[] = [];

function lackingIn(source: Members): readonly string[] {
  for (const name of FIELDS) if (!(name in source)) return FIELDS.filter((each) => !(each in source));
  return NONE;
}

function notTextIn(source: Members): readonly string[] {
  const isOther = (value: unknown): boolean => typeof value !== 'string' && value !== null && value !== undefined;
  if (!isOther(source['value']) && !isOther(source['action_text'])) return NONE;
  return ['value', 'action_text'].filter((name) => isOther(source[name]));
}

/** The value in the original as it is compared; null without one. */
export const comparedValue = (check: Check): string | null => (check.notText.includes('value') ? null : check.value);
/** The action text as it is compared; null without one. */
export const comparedText = (check: Check): string | null => (check.notText.includes('action_text') ? null : check.actionText);

/** A check from the parsed object of an answer key's row. */
export function readCheck(source: Record<string, unknown>): Check {
  const actionField = field(source, 'action');
  return {
    action: actionField === null ? undefined : ACTION_FIELDS.get(actionField),
    actionField,
    tag: field(source, 'tag'),
    tagPath: field(source, 'tag_ds'),
    tagName: field(source, 'tag_name'),
    value: field(source, 'value'),
    actionText: field(source, 'action_text'),
    scope: field(source, 'scope'),
    categories: readCategories(source['answer_category_v2']),
    lacking: lackingIn(source),
    notText: notTextIn(source),
    memo: undefined,
  };
}

/** The text without its `<` `>`. */
export const unwrap = (text: string): string => (text.startsWith('<') && text.endsWith('>') ? text.slice(1, -1) : text);
