import { placeOf } from '../severity/place.ts';
import { severityOf } from '../severity/severity.ts';
import type { FileView } from '../unit/output-file.ts';
import type { PairedFile, Rule, RuleRun, UnitContext } from './rule.ts';
import { dayOfSeconds, PatientDays, secondsAt } from './seconds.ts';

/**
 * Private clocks: a private number of seconds since 1970 that still falls on a day of the patient. Scanners keep acquisition times so
 * (GEMS_IDEN_01 27, GEMS_STDY_01 70), and a tool that shifts the date texts alone leaves the real date here. One that was moved
 * may by chance fall on another day of the patient.
 */
export const clocks: Rule = {
  name: 'clocks',
  needsOriginal: true,
  start: (context) => new ClocksRun(context),
};

class ClocksRun implements RuleRun {
  readonly #context: UnitContext;
  readonly #days: PatientDays;

  constructor(context: UnitContext) {
    this.#context = context;
    this.#days = new PatientDays(context.input.identifiers);
  }

  file({ instance, after, before }: PairedFile): void {
    const days = this.#days.of(instance.patient);
    if (days.size === 0) return;
    for (const path of after.index.keys()) {
      const date = dateLeft(days, path, before, after);
      if (date === undefined || this.#context.sink.isKnown(instance.ordinal, path)) continue;
      const place = placeOf(path);
      this.#context.sink.leak({
        rule: 'clocks',
        tagPath: path,
        kind: 'event-date',
        place,
        severity: severityOf('event-date', place),
        label: 'leak',
        leak: true,
        category: '',
        patient: instance.patient,
        ordinal: instance.ordinal,
        norm: date,
        expected: date,
        explanation: 'a private number of seconds since 1970 falls on a date of the original',
      });
    }
  }
}

/** The date of the patient that a clock still tells: its own, or any where the original has no such element. */
function dateLeft(days: ReadonlyMap<number, string>, path: string, before: () => FileView, after: FileView): string | undefined {
  const now = secondsAt(after, path).map(dayOfSeconds);
  if (!now.some((day) => days.has(day))) return undefined;
  const isNew = !before().index.has(path);
  const olds = secondsAt(before(), path).map(dayOfSeconds);
  const left = now.find((day, i) => days.has(day) && (isNew || olds[i] === day));
  return left === undefined ? undefined : days.get(left);
}
