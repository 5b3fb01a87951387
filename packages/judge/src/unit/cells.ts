import { isMustHold, VERDICT, type Action, type Cell, type Instance, type Verdict } from '@deidbench/core/model';

/** What of a check decides its cell. Equal checks of a key are one object. */
export interface CountedCheck {
  action: Action;
  tagPath: string | null;
}

/** Counts the checks of a unit by patient, modality, vendor, action and category. */
export class CellTally {
  readonly cells: Cell[] = [];
  readonly #byKey = new Map<string, number>();
  /** The cells of the checks of one corner: a check's object is looked up far faster than its texts. */
  readonly #corners = new Map<string, Map<CountedCheck, number>>();
  #last: { instance: Instance; corner: Map<CountedCheck, number> } | undefined;

  /** Number of the cell that the check belongs to. A verdict of 0 (no row) counts nothing. */
  add(instance: Instance, check: CountedCheck, category: string, verdict: Verdict): number {
    const corner = this.#cornerOf(instance);
    let index = corner.get(check);
    if (index === undefined) corner.set(check, (index = this.#cellOf(instance, check, category)));
    countVerdict(this.cells[index]!, verdict);
    return index;
  }

  /** A failed pixels_retained whose frames are equal once decoded. */
  addDecodedEqual(index: number): void {
    const cell = this.cells[index]!;
    cell.decodedEqual = (cell.decodedEqual ?? 0) + 1;
  }

  #cornerOf(instance: Instance): Map<CountedCheck, number> {
    if (this.#last?.instance === instance) return this.#last.corner;
    const key = `${instance.patient}\u0000${instance.modality}\u0000${instance.vendor}`;
    const corner = this.#corners.get(key) ?? new Map<CountedCheck, number>();
    this.#corners.set(key, corner);
    this.#last = { instance, corner };
    return corner;
  }

  #cellOf({ patient, modality, vendor }: Instance, { action, tagPath }: CountedCheck, category: string): number {
    const mustHold = action === 'text_retained' && isMustHold(tagPath ?? '');
    const key = `${patient}\u0000${modality}\u0000${vendor}\u0000${action}\u0000${category}\u0000${mustHold}`;
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const index = this.cells.push({ patient, modality, vendor, action, category, mustHold, total: 0, passed: 0, failed: 0, blank: 0 }) - 1;
    this.#byKey.set(key, index);
    return index;
  }
}

export function countVerdict(cell: Cell, verdict: Verdict): void {
  if (verdict === VERDICT.none) return;
  cell.total += 1;
  if (verdict === VERDICT.pass) cell.passed += 1;
  else if (verdict === VERDICT.fail) cell.failed += 1;
  else cell.blank += 1;
}
