import { reportedCategory } from '../key/categories.ts';
import type { Check } from '../key/check.ts';

const codes = new WeakMap<Check, { key: string | null }>();

/** Category and code of a check as one text, `hipaa\tHIPAA-A`; null without a code. Worked out once a check. */
export function categoryKey(check: Check): string | null {
  let known = codes.get(check);
  if (known === undefined) {
    const { category, subcategory } = reportedCategory(check.action!, check.categories);
    known = { key: subcategory === null ? null : `${category}\t${subcategory}` };
    codes.set(check, known);
  }
  return known.key;
}
