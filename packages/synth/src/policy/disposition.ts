import { privateDisposition, type PrivateDisposition } from '../private/disposition.ts';
import type { Element, Item } from '../model/item.ts';
import { tag as t } from '../model/put.ts';
import type { AttributeType } from '@deidbench/dicom';
import { contentRow, profileRow, type ProfileRow } from './profile.ts';

/** What the curated reference does with an element. */
export type Deed =
  | 'subject' // the patient's new id
  | 'empty'
  | 'remove'
  | 'dummy'
  | 'uid' // the crosswalk's UID
  | 'shift' // dates moved
  | 'shift-seconds'
  | 'age' // > 89 becomes 090Y
  | 'restore' // the value from before planting, else the value
  | 'sequence' // stays, its content by its own rows
  | 'pixels'
  | 'document';

/** Which retention a kept value stands for; decides the category of its check. */
export type Retention = 'DESC-C' | 'DEV-K' | 'DEV-C' | 'PAT-K' | 'PAT-C' | 'MOD-C' | 'PTKB-K' | 'REV';

export interface Disposition {
  deed: Deed;
  retention: Retention;
  /** The cell of Table E.1-1 (`X/Z/D`), '' where the table does not name the element. */
  cell: string;
  /** An identity leaf: its whole value must go. */
  identity: boolean;
  type: AttributeType;
  private?: PrivateDisposition;
  /** Private group's creator, upper-cased, for elements of a block. */
  creator?: string;
}

export interface Policy {
  deviceIdentity: 'keep' | 'remove';
}

const KEPT_UIDS = new Set(
  [
    'TransferSyntaxUID',
    'CodingSchemeUID',
    'ContextUID',
    'MappingResourceUID',
    'ImplementationClassUID',
    'PrivateInformationCreatorUID',
  ].map(t),
);
const KEPT_DATES = new Set([0x00080106, 0x00080107]);
const TRAILING_PADDING = 0xfffcfffc;
const REMOVED = new Set([TRAILING_PADDING, 0x04000561, 0xfffafffa, 0x04000500, 0x00081120]);
const ICON_IMAGE = 0x00880200;
const TEXT_VALUE = 0x0040a160;
const CONCEPT_NAME = 0x0040a043;
const REVIEWED_GAPS = new Set([0x00080041, 0x00181250, 0x00181401, 0x00187006]);

/** First row of the curated reference's table that fits a public element. `path` holds the tags from the top, the element's own last. */
export function dispose(element: Element, path: readonly number[], item: Item, type: AttributeType, policy: Policy): Disposition {
  const { tag, vr } = element;
  const row = profileRow(tag);
  const cell = row?.basic ?? '';
  const made = (deed: Deed, retention: Retention = 'REV', identity = false): Disposition => ({ deed, retention, cell, identity, type });
  if (path.length === 1 && (tag === 0x00100010 || tag === 0x00100020)) return made('subject', 'REV', true);
  if (tag === 0x00120040) return made('subject', 'REV', true);
  if (REMOVED.has(tag)) return made(byType(type, 'remove'));
  if ((tag & 0xffff) === 0) return made('remove');
  if (tag === 0x7fe00010) return path.length === 1 ? made('pixels') : made('restore');
  if (tag === 0x00420011) return made('document');
  if (tag === ICON_IMAGE) return made(element.plant === undefined ? 'sequence' : byType(type, 'remove'));
  if (tag === TEXT_VALUE) return disposeText(item, made, type);
  if (vr === 'UI') return isKeptUid(element) ? made('restore') : made('uid');
  if (row !== undefined && cell === 'Z' && type === '2' && onlyBasic(row)) return made('empty', 'REV', true);
  if ((vr === 'DA' || vr === 'DT') && !KEPT_DATES.has(tag) && (row === undefined || row.options.mod !== undefined))
    return made('shift', 'MOD-C');
  if (KEPT_DATES.has(tag)) return made('restore');
  if ((vr === 'TM' && tag !== 0x00100032) || tag === 0x00080201) return made('restore', row?.options.dev === 'K' ? 'DEV-K' : 'MOD-C');
  if (row === undefined || REVIEWED_GAPS.has(tag)) return made(vr === 'SQ' ? 'sequence' : 'restore');
  return disposeByOption(element, row, type, made, policy);
}

type Make = (deed: Deed, retention?: Retention, identity?: boolean) => Disposition;

function disposeByOption(element: Element, row: ProfileRow, type: AttributeType, made: Make, policy: Policy): Disposition {
  const { pat, dev, desc, uid, sr, gra } = row.options;
  const stays: Deed = element.vr === 'SQ' ? 'sequence' : 'restore';
  const goes = (): Disposition => made(byType(type, 'remove'), dev === 'C' ? 'DEV-C' : 'REV', true);
  if (pat === 'K') return made(element.tag === 0x00101010 ? 'age' : stays, 'PAT-K');
  if (dev === 'K') return policy.deviceIdentity === 'keep' ? made(stays, 'DEV-K') : { ...goes(), retention: 'DEV-K', identity: false };
  if (dev === 'C') return goes();
  if (desc === 'C') return made(stays, 'DESC-C');
  if (pat === 'C') return made(stays, 'PAT-C');
  if (element.vr === 'SQ' && (uid !== undefined || sr !== undefined)) return made('sequence');
  // Overlays, curves and what a presentation state draws: planted text is cut, the rest stays.
  if (gra !== undefined) return made(stays);
  return goes();
}

/** A text content item: kept as a description, but a dummy where Table E.3.4-1 removes or replaces its concept. */
function disposeText(item: Item, made: Make, type: AttributeType): Disposition {
  const concept = item.items(CONCEPT_NAME)[0];
  const row = concept && contentRow(concept.text(t('CodingSchemeDesignator')), concept.text(t('CodeValue')), 'TEXT');
  if (row === undefined || row.options.desc !== undefined || row.options.dev !== undefined) return made('restore', 'DESC-C');
  return { ...made(byType(type === '3' ? '1C' : type, 'dummy'), 'REV', true), cell: row.basic };
}

/** Only options of this table's other columns or none: the Basic Profile alone decides. */
const onlyBasic = ({ options }: ProfileRow): boolean => !options.pat && !options.dev && !options.mod && !options.desc;

/** The most that the Type allows: Type 3 goes, Type 2 is emptied, Type 1 gets a dummy. */
function byType(type: AttributeType, optional: Deed): Deed {
  if (type === '1' || type === '1C') return 'dummy';
  return type === '3' ? optional : 'empty';
}

function isKeptUid({ tag, value }: Element): boolean {
  if (KEPT_UIDS.has(tag) || isClassUid(tag)) return true;
  return typeof value === 'string' && value !== '' && value.split('\\').every((uid) => uid.startsWith('1.2.840.10008.'));
}

const CLASS_UIDS = new Set(
  [
    'SOPClassUID',
    'ReferencedSOPClassUID',
    'RelatedGeneralSOPClassUID',
    'OriginalSpecializedSOPClassUID',
    'SOPClassesInStudy',
    'SOPClassesSupported',
    'MediaStorageSOPClassUID',
    'ReferencedSOPClassUIDInFile',
  ].map(t),
);
const isClassUid = (tag: number): boolean => CLASS_UIDS.has(tag);

/** A private element: by the knowledge base. Creator elements are settled by the caller, which knows what of their block stays. */
export function disposePrivate(element: Element, creator: string, type: AttributeType): Disposition {
  const row = privateDisposition(element.tag >>> 16, creator, element.tag & 0xff, element.storedVr ?? element.vr);
  const deed: Deed = row === 'd' ? 'remove' : row === 'h' ? 'uid' : row === 'o' ? 'shift' : row === 'oi' ? 'shift-seconds' : 'restore';
  return { deed, retention: 'PTKB-K', cell: '', identity: false, type, private: row, creator: creator.trim().toUpperCase() };
}
