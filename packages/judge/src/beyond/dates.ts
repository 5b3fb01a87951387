import { effectiveVr, isPrivate } from '@deidbench/dicom';
import { dayNumber, isoDate } from '../identifiers/dates.ts';
import { members } from '../maps/derive.ts';
import type { FileView } from '../unit/output-file.ts';
import type { PairedFile, Rule, RuleRun, UnitContext } from './rule.ts';
import { dayOfSeconds, PatientDays, SECONDS_A_DAY, secondsAt } from './seconds.ts';

/** How the dates at one path of one patient moved. */
interface Move {
  path: string;
  shift: number;
  ordinals: number[];
}

interface Book {
  moves: Map<string, Move>;
  /** Days of date elements; clocks are not among them: a dummy day is seldom given to both. */
  oldDays: Set<number>;
  newDays: Set<number>;
}

interface Moment {
  day: number | undefined;
  time: string;
  isClock?: true;
}

/** Seconds of nine digits are a day since 1973. */
const LEAST_SECONDS = 100_000_000;
const BIRTH_DATE = '<(0010,0030)>';

/**
 * Dates of a patient: all moved by one and the same number of whole days, so that intervals hold (PS3.15 E.3.6, Retain Longitudinal
 * Temporal Information with Modified Dates), private clocks too. Dates that did not move are the key's to judge, removed ones are no matter.
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
  readonly #days: PatientDays;

  constructor(context: UnitContext) {
    this.#context = context;
    this.#days = new PatientDays(context.input.identifiers);
  }

  file({ instance, before, after }: PairedFile): void {
    const original = before();
    for (const [path, { element, item }] of original.index) {
      if (isPrivate(element.tag)) this.#compareClocks(instance, path, original, after);
      const vr = effectiveVr(original.file, item, element);
      if ((vr !== 'DA' && vr !== 'DT') || path.endsWith(BIRTH_DATE)) continue;
      const [old, now] = [members(original.bare(path) ?? ''), members(after.bare(path) ?? '')];
      old.forEach((text, i) => this.#compare(instance, path, momentOf(text), momentOf(now[i] ?? '')));
    }
  }

  /** A private number of seconds that fell on a date of the patient moves as the dates do. One of few digits is a dummy and no date. */
  #compareClocks(instance: PairedFile['instance'], path: string, before: FileView, after: FileView): void {
    const now = secondsAt(after, path);
    secondsAt(before, path).forEach((old, i) => {
      const seconds = now[i];
      if (seconds === undefined || seconds < LEAST_SECONDS || !this.#days.of(instance.patient).has(dayOfSeconds(old))) return;
      this.#compare(instance, path, clockOf(old), clockOf(seconds));
    });
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

  #compare({ patient, ordinal }: PairedFile['instance'], path: string, old: Moment, now: Moment): void {
    const [oldDay, newDay] = [old.day, now.day];
    if (oldDay === undefined || newDay === undefined || oldDay === newDay) return;
    const book = this.#patients.get(patient) ?? { moves: new Map(), oldDays: new Set(), newDays: new Set() };
    this.#patients.set(patient, book);
    if (old.isClock !== true) {
      book.oldDays.add(oldDay);
      book.newDays.add(newDay);
    }
    const shift = newDay - oldDay;
    const key = `${path}\u0000${shift}`;
    const move = book.moves.get(key) ?? { path, shift, ordinals: [] };
    book.moves.set(key, move);
    move.ordinals.push(ordinal);
    if (!isTimeKept(old, now))
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

/** A time that was cut off, whole or from its end, is removed and not changed. */
const isTimeKept = (old: Moment, now: Moment): boolean => (old.isClock ? old.time === now.time : old.time.startsWith(now.time));

function dayOf(text: string): number | undefined {
  const date = isoDate(text);
  return date === undefined ? undefined : dayNumber(date);
}

const momentOf = (text: string): Moment => ({ day: dayOf(text), time: text.trim().slice(8, 14) });

const clockOf = (seconds: number): Moment => ({
  day: dayOfSeconds(seconds),
  time: String(Math.floor(seconds) % SECONDS_A_DAY),
  isClock: true,
});
