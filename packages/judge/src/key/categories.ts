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

interface Reported {
  category: 'hipaa' | 'dicom' | 'tcia';
  subcategory: string;
}

/** Actions that are always counted under one code, whatever the key says. */
const FIXED: Partial<Record<Action, Reported>> = {
  date_shifted: { category: 'hipaa', subcategory: 'HIPAA-C' },
  uid_changed: { category: 'hipaa', subcategory: 'HIPAA-R' },
  pixels_hidden: { category: 'hipaa', subcategory: 'HIPAA-A' },
  patid_consistent: { category: 'dicom', subcategory: 'DICOM-P15-BASIC-C' },
  uid_consistent: { category: 'dicom', subcategory: 'DICOM-P15-BASIC-U' },
  pixels_retained: { category: 'tcia', subcategory: 'TCIA-P15-PIX-K' },
};

/** Where the code of the text actions stands; the first field with a code counts. */
const TEXT_FIELDS: Record<'text_removed' | 'text_retained', readonly CategoryField[]> = {
  text_removed: ['hipaa_m', 'hipaa_z', 'tcia_p15', 'tcia_ptkb', 'tcia_rev'],
  text_retained: ['tcia_p15', 'tcia_ptkb', 'tcia_rev'],
};

/** Category and code under which the reports count a check; the code is null where the key has none. */
export function reportedCategory(action: Action, categories: Categories): { category: string; subcategory: string | null } {
  const fixed = FIXED[action];
  if (fixed !== undefined) return fixed;
  if (action !== 'text_removed' && action !== 'text_retained') return { category: 'dicom', subcategory: categories.dicom_iod ?? null };
  const fields = TEXT_FIELDS[action];
  const field = fields.find((name) => categories[name]) ?? fields[0]!;
  return { category: field.slice(0, field.indexOf('_')), subcategory: categories[field] || null };
}
