import type { Instance, Planted } from '@deidbench/core/model';
import { unwrap, type AnswerKey, type Check } from '../key/index.ts';
import { reportedCategory } from '../key/index.ts';
import { kindOfCheck } from '../severity/kinds.ts';
import { isStandardUid, members } from '../maps/derive.ts';
import { unifyDates } from './unify-dates.ts';
import { identifier, ownedBy, type HiddenPlanting, type Identifier, type IdentifierSet, type StayingText } from './identifier.ts';

/**
 * Every identifier that is known of the patients of some instances: from the lines of planted.jsonl, from the rows of the key that ask for
 * removal, and from the UIDs of the originals. Plantings without a row of the key are kept by instance as well.
 */
export function identifierSet(instances: readonly Instance[], planted: Iterable<Planted>, key?: AnswerKey): IdentifierSet {
  const book = new Book();
  const ours = new Map(instances.map(({ sop, patient }) => [sop, patient]));
  const hidden = new Map<string, HiddenPlanting[]>();
  const stays = new Map<string, StayingText[]>();
  for (const line of planted) {
    const patient = ours.get(line.sop);
    if (patient === undefined) continue;
    book.add(ownedBy(identifier(patient, line.kind, line.text, true), line.at));
    // Every planting of an image tells them again.
    if (line.stays) stays.set(line.sop, line.stays);
    if (line.keyed) continue;
    const { sop, kind, text, at, carrier, place, box } = line;
    const list = hidden.get(sop) ?? [];
    hidden.set(sop, list);
    list.push({ sop, kind, text, at, carrier, place, ...(box && { box }) });
  }
  const seen = new Set<string>();
  for (const { sop, patient, uids } of instances) {
    const rows = key?.rowsOf(sop) ?? [];
    // The key says which UIDs must change; without it all do that name no class, scheme or resource.
    if (rows.length === 0) for (const uid of instanceUids(uids)) book.add(identifier(patient, 'uid', uid, true));
    for (const row of rows) {
      for (const check of key?.checksOf(row).checks ?? []) addKeyed(book, patient, check, seen);
    }
  }
  return { byPatient: new Map([...book.byPatient].map(([patient, list]) => [patient, unifyDates(list)])), hidden, stays };
}

const NO_INSTANCE = /\((?:0010,0020|0008,0016|0008,010c|0008,010d|0008,0118|0008,1150|0008,0062)\)>?$/u;

function instanceUids(uids: Instance['uids']): string[] {
  return uids.flatMap(([path, value]) => (NO_INSTANCE.test(path) ? [] : members(value).filter((uid) => !isStandardUid(uid))));
}

/** Row of the key → identifier. Private values that are removed for safety alone identify nobody, and pixel rows are looked at by their box. */
function addKeyed(book: Book, patient: string, check: Check, seen: Set<string>): void {
  const { action, tagPath } = check;
  if (action !== 'text_removed' && action !== 'date_shifted' && action !== 'uid_changed') return;
  const category = reportedCategory(action, check.categories).subcategory ?? '';
  if (category.startsWith('TCIA-PTKB')) return;
  const text = unwrap((action === 'text_removed' ? check.actionText : check.value) ?? '');
  const key = `${patient}\u0000${action}\u0000${tagPath}\u0000${text}`;
  if (text === '' || seen.has(key)) return;
  seen.add(key);
  const at = tagPath ?? '';
  for (const member of members(text)) book.add(ownedBy(identifier(patient, kindOfCheck(action, category, at), member, false), at));
}

class Book {
  readonly byPatient = new Map<string, Identifier[]>();
  readonly #known = new Set<string>();

  /** The first of equal texts stays, whatever its kind: plantings come first, and they know it best. */
  add(found: Identifier | undefined): void {
    if (found === undefined) return;
    const key = `${found.patient}\u0000${found.norm}\u0000${found.text}`;
    if (this.#known.has(key)) return;
    this.#known.add(key);
    const list = this.byPatient.get(found.patient) ?? [];
    this.byPatient.set(found.patient, list);
    list.push(found);
  }
}
