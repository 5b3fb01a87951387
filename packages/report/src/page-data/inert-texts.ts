import { shorten } from '../format.ts';
import { visible } from '../visible.ts';

/** No text of the page is longer, whatever a file or a manifest holds. */
const LONGEST = 4000;

/** A copy of plain data in which every text, names of members too, is cut short and shows its control characters: no part of the page can forget to. */
export function inertTexts<T>(value: T): T {
  return copy(value) as T;
}

function copy(value: unknown): unknown {
  if (typeof value === 'string') return visible(shorten(value, LONGEST));
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [visible(shorten(name, LONGEST)), copy(member)]));
}
