import { effectiveVr } from '@deidbench/dicom';
import { dayNumber, isoDate } from '../identifiers/dates.ts';
import { members } from '../maps/derive.ts';
import type { PairedFile, Rule, RuleRun, UnitContext } from './rule.ts';

/** How the dates at one path of one patient moved. */
interface Move {
  path: string;
  shift: number;
  ordinals: number[];
}

interface Book {
  moves: Map<string, Move>;
  oldDays: Set<number>;
  newDays: Set<number>;
}

const BIRTH_DATE = '<(0010,0030)>';

/**
 * Dates of a patient: all moved by one and the same number of whole days, so that intervals hold (PS3.15 E.3.6, Retain Longitudinal
 * Temporal Information with Modified Dates). Dates that did not move are the key's to judge, removed ones are no matter.
 * One shift for all patients of a unit is a note: it may be the collection's way, and it makes the shift easier to guess.
 */
export const dates: Rule = {
  name: 'dates',
  needsOriginal: true,
  start: (context) => new DatesRun(context),
};

class DatesRun implements RuleRun {
  readonly #context: UnitContext;
  readonly #patients = new Map<string, Book>();

  constructor(context: UnitContext) {
    this.#context = context;
  }

  file({ instance, before, after }: PairedFile): void {
    const original = before();
    for (const [path, { element, item }] of original.index) {
      const vr = effectiveVr(original.file, item, element);
      if ((vr !== 'DA' && vr !== 'DT') || path.endsWith(BIRTH_DATE)) continue;
      const [old, now] = [members(original.bare(path) ?? ''), members(after.bare(path) ?? '')];
      old.forEach((text, i) => this.#compare(instance, path, text, now[i] ?? ''));
    }
  }

  end(): void {
    const shifts = new Map<number, number>();
    for (const [patient, book] of this.#patients) {
      const shift = this.#judge(patient, book);
      if (shift !== undefined) shifts.set(shift, (shifts.get(shift) ?? 0) + 1);
    }
    const patients = [...shifts.values()].reduce((sum, n) => sum + n, 0);
    if (patients > 1 && shifts.size === 1) this.#context.sink.note('all patients have their dates moved by the same number of days');
  }

  #compare({ patient, ordinal }: PairedFile['instance'], path: string, old: string, now: string): void {
    const [oldDay, newDay] = [dayOf(old), dayOf(now)];
    if (oldDay === undefined || newDay === undefined || oldDay === newDay) return;
    const book = this.#patients.get(patient) ?? { moves: new Map(), oldDays: new Set(), newDays: new Set() };
    this.#patients.set(patient, book);
    book.oldDays.add(oldDay);
    book.newDays.add(newDay);
    const shift = newDay - oldDay;
    const key = `${path}\u0000${shift}`;
    const move = book.moves.get(key) ?? { path, shift, ordinals: [] };
    book.moves.set(key, move);
    move.ordinals.push(ordinal);
    if (timeOf(old) !== timeOf(now))
      this.#report(patient, path, ordinal, 'the time of day changed with the date: the shift is not of whole days');
  }

  /** The shift of most dates of a patient; undefined where there is none to speak of. */
  #judge(patient: string, { moves, oldDays, newDays }: Book): number | undefined {
    if (oldDays.size > 1 && newDays.size === 1) {
      const { path, ordinals } = [...moves.values()][0]!;
      for (const ordinal of ordinals) this.#report(patient, path, ordinal, 'all dates became one and the same day: no interval holds');
      return undefined;
    }
    const counts = new Map<number, number>();
    for (const { shift, ordinals } of moves.values()) counts.set(shift, (counts.get(shift) ?? 0) + ordinals.length);
    const [most] = [...counts].toSorted((a, b) => b[1] - a[1])[0] ?? [undefined];
    for (const { path, shift, ordinals } of moves.values()) {
      if (shift === most) continue;
      for (const ordinal of ordinals)
        this.#report(patient, path, ordinal, 'the date moved by another number of days than the other dates of the patient');
    }
    return most;
  }

  #report(patient: string, tagPath: string, ordinal: number, explanation: string): void {
    const { policy, sink } = this.#context;
    const promises = !policy.known || policy.options.includes('modified-dates') || policy.options.includes('full-dates');
    const label = promises ? 'bug' : 'by policy';
    sink.finding({ rule: 'dates', tagPath, severity: 'medium', label, leak: false, category: '', patient, ordinal, explanation });
  }
}

function dayOf(text: string): number | undefined {
  const date = isoDate(text);
  return date === undefined ? undefined : dayNumber(date);
}

const timeOf = (text: string): string => text.trim().slice(8, 14);
