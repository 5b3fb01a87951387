import type { Action } from '@deidbench/core/model';

/** The nine category fields of a check, flattened as in the official result table. */
export const CATEGORY_FIELDS = [
  'hipaa_z',
  'hipaa_m',
  'dicom_p15',
  'dicom_iod',
  'dicom_safe',
  'tcia_ptkb',
  'tcia_p15',
  'tcia_rev',
  'prev_cat',
] as const;
export type CategoryField = (typeof CATEGORY_FIELDS)[number];

/** A code (`HIPAA-A`), null where the key says null, undefined where the key lacks the field. */
export type Categories = Record<CategoryField, string | null | undefined>;

/** Where the reports look for the code of a check, by action; the first field with a code counts. */
const REPORTED: Record<Action, readonly CategoryField[]> = {
  tag_retained: ['dicom_iod'],
  text_notnull: ['dicom_iod'],
  date_shifted: ['hipaa_m'],
  uid_changed: ['hipaa_m'],
  pixels_hidden: ['hipaa_m'],
  patid_consistent: ['dicom_p15'],
  uid_consistent: ['dicom_p15'],
  pixels_retained: ['tcia_p15'],
  text_removed: ['hipaa_m', 'hipaa_z', 'tcia_p15', 'tcia_ptkb', 'tcia_rev'],
  text_retained: ['tcia_p15', 'tcia_ptkb', 'tcia_rev'],
};

/** Category and code under which the reports count a check; the code is null where the key has none. */
export function reportedCategory(action: Action, categories: Categories): { category: string; subcategory: string | null } {
  const fields = REPORTED[action];
  const field = fields.find((name) => categories[name]) ?? fields[0]!;
  return { category: field.slice(0, field.indexOf('_')), subcategory: categories[field] || null };
}
