import { ACTIONS, type Action } from '@deidbench/core/model';
import { CATEGORY_FIELDS } from '../categories.ts';
import type { KeyEntry, KeyScope } from '../write.ts';

/**
 * Columns of the curators' CSV form of an answer key. The first five are those that curators read; the rest lets a program judge by it: path
 * and text of the element in the original, the codes, and whom the row is about, as far down as its scope goes.
 */
export const COLUMNS = [
  'scope',
  'tag',
  'tag_name',
  'action',
  'action_text',
  'tag_ds',
  'value',
  'category',
  'patient',
  'study',
  'series',
  'instance',
  'modality',
  'class',
] as const;
export type Column = (typeof COLUMNS)[number];
export type Cells = Record<Column, string>;

export const SCOPES: readonly KeyScope[] = ['Patient', 'Study', 'Series', 'Instance'];
const CODES = CATEGORY_FIELDS.filter((field) => field !== 'prev_cat');
const LINE = 1.3;
const BORDER = 4;

/** Null is an empty cell, a text stands in `<…>` as in the SQLite form: an empty text is `<>`, and no text starts a formula. */
const wrap = (text: string | null): string => (text === null ? '' : `<${text}>`);
const bare = (cell: string): string | null => (cell.startsWith('<') && cell.endsWith('>') ? cell.slice(1, -1) : null);

/** Cells of a check but for its scope and ids. `days`: how much earlier the patient's dates are in the curated twin. */
export function toCells(
  entry: KeyEntry,
  days: number,
): Omit<Cells, 'scope' | 'patient' | 'study' | 'series' | 'instance' | 'modality' | 'class'> {
  return {
    tag: entry.tag ?? '',
    tag_name: wrap(entry.tagName),
    action: entry.action,
    action_text: actionCell(entry, days),
    tag_ds: wrap(entry.tagPath),
    value: wrap(entry.value),
    category: CODES.flatMap((field) => (entry.codes[field] === undefined ? [] : [`${field}=${entry.codes[field]}`])).join(' '),
  };
}

/** `["20130829","(552)"]` for a date with its days, `["text",[left, top, right, bottom, font size]]` for text in pixels. */
function actionCell({ action, actionText }: KeyEntry, days: number): string {
  if (actionText === null) return '';
  if (action === 'date_shifted') return JSON.stringify([actionText, `(${days})`]);
  if (action !== 'pixels_hidden') return wrap(actionText);
  const { text, top_left: from, bottom_right: to } = JSON.parse(actionText) as HiddenText;
  const size = Math.round((to[1] - from[1] - BORDER) / text.split('\n').length / LINE);
  return JSON.stringify([text, [...from, ...to, size]]);
}

interface HiddenText {
  text: string;
  top_left: [number, number];
  bottom_right: [number, number];
}

/** The check of a row, or why it is none. */
export function fromCells(cells: Cells): KeyEntry | string {
  const action = cells.action.replaceAll(/[<>]/gu, '') as Action;
  if (!ACTIONS.includes(action)) return `action ${JSON.stringify(cells.action)} is none of ${ACTIONS.join(', ')}`;
  const actionText = actionTextOf(action, cells.action_text);
  if (actionText === undefined) return `the action text of ${action} can't be read`;
  const codes: KeyEntry['codes'] = {};
  for (const part of cells.category.split(' ').filter(Boolean)) {
    const [field = '', code = ''] = part.split('=');
    const known = CODES.find((name) => name === field);
    if (known === undefined || code === '') return `category ${JSON.stringify(part)} is no FIELD=CODE`;
    codes[known] = code;
  }
  return {
    scope: cells.scope as KeyScope,
    action,
    tag: cells.tag === '' ? null : cells.tag,
    tagPath: bare(cells.tag_ds),
    tagName: bare(cells.tag_name),
    value: bare(cells.value),
    actionText,
    codes,
  };
}

function actionTextOf(action: Action, cell: string): string | null | undefined {
  if (cell === '') return null;
  if (action !== 'date_shifted' && action !== 'pixels_hidden') return bare(cell) ?? undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(cell);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parsed) || typeof parsed[0] !== 'string') return undefined;
  const [text, box] = parsed as [string, unknown];
  if (action === 'date_shifted') return text;
  if (!Array.isArray(box) || box.length < 4 || !box.every((number) => typeof number === 'number')) return undefined;
  return JSON.stringify({ text, top_left: box.slice(0, 2), bottom_right: box.slice(2, 4) });
}
