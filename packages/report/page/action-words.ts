import type { Action } from '@deidbench/core/model';

const WORDS: Record<Action, string> = {
  tag_retained: 'element still there',
  text_notnull: 'element still filled',
  text_retained: 'harmless text kept',
  text_removed: 'identifying text gone',
  date_shifted: 'dates moved alike',
  uid_changed: 'UIDs replaced',
  uid_consistent: 'one new UID for one old',
  patid_consistent: 'one new id for one patient',
  pixels_hidden: 'burned-in text hidden',
  pixels_retained: 'image unchanged',
};

/** What a check of the key asks for, in plain words; nothing for what is no action. */
export function actionWords(name: string): string | undefined {
  return (WORDS as Record<string, string>)[name];
}
