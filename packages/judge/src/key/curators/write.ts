import { csvField } from '../../official/csv.ts';
import type { KeyEntry, KeyInstance, KeyScope } from '../write.ts';
import { COLUMNS, SCOPES, toCells, type Cells } from './cells.ts';

/** First line of the curators' form. */
export const CURATORS_HEADER = `${COLUMNS.join(',')}\n`;

const SOP_INSTANCE_UID = '(0008,0018)';

/** Scope at which curators state a check: for one instance only what instances differ in. */
function scopeOf({ action, tag, codes }: KeyEntry): KeyScope {
  if (action === 'patid_consistent') return 'Patient';
  if (action === 'text_removed') return tag?.startsWith('(0010,') === true ? 'Patient' : 'Study';
  if (action === 'text_retained' && codes.tcia_p15 === 'TCIA-P15-DESC-C') return 'Study';
  // Every instance has this row: it tells whose the instance is.
  if (tag === SOP_INSTANCE_UID || action === 'pixels_hidden' || action === 'pixels_retained') return 'Instance';
  return action === 'text_retained' && codes.tcia_p15 === 'TCIA-P15-MOD-C' ? 'Instance' : 'Series';
}

/** What a row of each scope names: the patient, the study, the series, the instance. */
const idOf = (scope: KeyScope, { patient, study, series, sop }: KeyInstance): string =>
  scope === 'Patient' ? patient : scope === 'Study' ? study : scope === 'Series' ? series : sop;

/**
 * Lines of one patient: each distinct row once per scope, and a row that does not hold for all instances of its scope once for each smaller
 * one that it holds for, so that reading gives every instance its checks again.
 */
export function* curatorsLines(instances: readonly KeyInstance[], days: number): Generator<string> {
  const tally = new Tally(instances);
  const rows = new WeakMap<KeyEntry, string[]>();
  const known = new WeakMap<KeyEntry, Set<string>>();
  for (const instance of instances) {
    const containers = containersOf(instance);
    for (const entry of instance.checks) {
      const scope = tally.scopeFor(entry, containers);
      const id = idOf(scope, instance);
      let done = known.get(entry);
      if (done === undefined) known.set(entry, (done = new Set()));
      if (scope !== 'Instance') {
        if (done.has(id)) continue;
        done.add(id);
      }
      yield lineOf(entry, scope, instance, days, rows);
    }
  }
}

function lineOf(
  entry: KeyEntry,
  scope: KeyScope,
  { patient, study, series, sop, modality, sopClass }: KeyInstance,
  days: number,
  rows: WeakMap<KeyEntry, string[]>,
): string {
  let fixed = rows.get(entry);
  if (fixed === undefined) {
    const cells = toCells(entry, days);
    fixed = COLUMNS.slice(1, 8).map((column) => csvField(cells[column as keyof typeof cells]));
    rows.set(entry, fixed);
  }
  const depth = SCOPES.indexOf(scope);
  const ids: Partial<Cells> = {
    patient,
    study: depth >= 1 ? study : '',
    series: depth >= 2 ? series : '',
    instance: depth >= 3 ? sop : '',
    modality: depth >= 3 ? modality : '',
    class: depth >= 3 ? sopClass : '',
  };
  return `${scope},${fixed.join(',')},${COLUMNS.slice(8)
    .map((column) => csvField(ids[column] ?? ''))
    .join(',')}\n`;
}

/** Counts for how many instances of a patient, a study, a series a check holds. */
class Tally {
  private readonly sizes = new Map<string, number>();
  private readonly held = new Map<KeyEntry, { widest: number; counts: Map<string, number> }>();

  constructor(instances: readonly KeyInstance[]) {
    for (const instance of instances) {
      const containers = containersOf(instance);
      for (const container of containers) bump(this.sizes, container);
      for (const entry of instance.checks) {
        let held = this.held.get(entry);
        if (held === undefined) this.held.set(entry, (held = { widest: SCOPES.indexOf(scopeOf(entry)), counts: new Map() }));
        for (let at = held.widest; at < containers.length; at++) bump(held.counts, containers[at] ?? '');
      }
    }
  }

  /** The widest scope, from the curators' own one down, in which the check holds for every instance. */
  scopeFor(entry: KeyEntry, containers: readonly string[]): KeyScope {
    const held = this.held.get(entry);
    for (let at = held?.widest ?? containers.length; at < containers.length; at++) {
      const container = containers[at] ?? '';
      if (held?.counts.get(container) === this.sizes.get(container)) return SCOPES[at] ?? 'Instance';
    }
    return 'Instance';
  }
}

/** Patient, study and series of an instance, as keys of their counts. */
const containersOf = ({ patient, study, series }: KeyInstance): readonly string[] => [`p ${patient}`, `st ${study}`, `se ${series}`];
const bump = (counts: Map<string, number>, at: string): void => void counts.set(at, (counts.get(at) ?? 0) + 1);
