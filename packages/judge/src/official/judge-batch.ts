import { ACTIONS, VERDICT, type Action } from '@deidbench/core/model';
import { judgeCheck } from '../actions/judge-check.ts';
import { judgeMissing } from '../actions/missing.ts';
import { ABSENT, ABSENT_HERE, type HiddenBox, type IdMaps, type OutputView } from '../actions/types.ts';
import type { AnswerKey, KeyRow } from '../key/answer-key.ts';
import { FIELDS, type Check } from '../key/check.ts';
import { PerCheck } from '../key/per-check.ts';
import type { Notes } from './notes.ts';
import type { OutputFile } from './output-file.ts';
import type { OfficialRow } from './row.ts';
import { lostField, strandedRow, type LostField } from './stranded.ts';

/** A check with its name in the key's row. */
export interface NamedCheck {
  check: Check;
  name: string;
}

/** Checks in the order of the table; `lost` where the official script gives up at the first one. */
export interface OrderedChecks {
  all: readonly NamedCheck[];
  lost: LostField | undefined;
}

/** A file of a batch with the checks that it is judged by, in the order of the table. */
export interface BatchFile {
  file: OutputFile;
  /** Place in the batch: the table's file_index. */
  place: number;
  checks: OrderedChecks;
}

/** Texts read in the boxes of a file: by box, undefined where one can't be cut or read. */
export type BoxTexts = (file: OutputFile, box: HiddenBox) => string | undefined;

const NOTHING: OrderedChecks = { all: [], lost: undefined };

const PLACES = Object.fromEntries(ACTIONS.map((action, place) => [action, place])) as Record<Action, number>;

const numbers: string[] = [];
/** `0`, `1` …, each made once. */
const numberName = (i: number): string => (numbers[i] ??= String(i));

const places = new PerCheck<NamedCheck>();

/** A check in its place: in a series it stands at the same place of most rows. */
function named(check: Check, name: string): NamedCheck {
  const known = places.get(check);
  return known?.name === name ? known : places.set(check, { check, name });
}

const firstField = ({ check }: NamedCheck): number => FIELDS.findIndex((field) => !check.lacking.includes(field));

/**
 * Checks of the rows of the key for one file, in the order of the official table: by action, then as in the key. None where one of the rows is
 * no JSON object; where a field stands in none of the checks only the first one is looked at.
 */
export function orderedChecks(key: AnswerKey, keyRows: readonly KeyRow[], notes: Notes): OrderedChecks {
  const all: NamedCheck[] = [];
  for (const row of keyRows) {
    const { checks, names, readable } = key.checksOf(row);
    if (!readable) return NOTHING;
    const from = all.length;
    let complete = true;
    for (let i = 0; i < checks.length; i += 1) {
      const check = checks[i]!;
      complete &&= check.lacking.length === 0;
      all.push(named(check, names?.[i] ?? numberName(i)));
    }
    // The script turns a row into a table field by field: checks that lack its first field come last there.
    if (!complete) all.push(...all.splice(from).toSorted((a, b) => firstField(a) - firstField(b)));
  }
  const lost = lostField(all);
  if (lost !== undefined) notes.add('INCOMPLETE_KEY_ROW', `row ${keyRows[0]!.ordinal} (${lost})`);
  const sorted = sortByAction(all, (check, name) =>
    notes.add('UNKNOWN_ACTION', `row ${keyRows[0]!.ordinal}, check ${name}: ${check.actionField ?? 'none'}`),
  );
  return { all: lost === undefined ? sorted : sorted.slice(0, 1), lost };
}

function sortByAction(named: readonly NamedCheck[], unknown: (check: Check, name: string) => void): NamedCheck[] {
  const byAction = ACTIONS.map((): NamedCheck[] => []);
  for (const each of named) {
    const { action } = each.check;
    if (action === undefined) unknown(each.check, each.name);
    else byAction[PLACES[action]]!.push(each);
  }
  return ([] as NamedCheck[]).concat(...byAction);
}

/**
 * Rows of the files of one batch. What a file lacks but another one of the batch has is compared as an empty text, what no file has is absent;
 * so a batch of one file judges it by itself.
 */
export function judgeBatch(batch: readonly BatchFile[], maps: IdMaps, boxTexts: BoxTexts): OfficialRow[] {
  const elsewhere = new Map<string, boolean>();
  const hasAny = (path: string): boolean => {
    if (batch.length === 1) return false;
    let known = elsewhere.get(path);
    if (known === undefined) elsewhere.set(path, (known = batch.some(({ file }) => file.has(path))));
    return known;
  };
  const rows: OfficialRow[] = [];
  let stranded: OfficialRow | undefined;
  for (const { file, place, checks } of batch) {
    const view: OutputView = {
      text: (path) => file.text(path) ?? (hasAny(path) ? ABSENT_HERE : ABSENT),
      pixelDigest: () => file.pixelDigest(),
      boxText: (box) => boxTexts(file, box),
    };
    for (const { check, name } of checks.all) {
      const judgement = judgeCheck(check, view, maps);
      if (judgement.verdict === VERDICT.none) continue;
      const row = { fileIndex: place, checkIndex: name, check, judgement, subject: file.subject };
      // The row of the next file is written over one that was left unfinished.
      stranded = checks.lost && strandedRow(row, checks.lost);
      if (checks.lost === undefined) rows.push(row);
    }
  }
  return stranded === undefined ? rows : [...rows, stranded];
}

/** Rows of an original that has no output. */
export function judgeMissingRow(key: AnswerKey, row: KeyRow, notes: Notes): OfficialRow[] {
  const { modality, sopClass, study, series, sop: instance } = row;
  const patient = row.patientIsNumber ? Number(row.patient) : row.patient;
  const subject = { modality, sopClass, patient, study, series, instance };
  const { all, lost } = orderedChecks(key, [row], notes);
  const rows = all.map(({ check, name }) => ({ fileIndex: null, checkIndex: name, check, judgement: judgeMissing(check), subject }));
  return lost === undefined ? rows : rows.flatMap((each) => strandedRow(each, lost) ?? []);
}
