import { isMustHold, VERDICT, type Action, type Cell, type Instance, type Verdict } from '@deidbench/core/model';

/** Counts the checks of a unit by patient, modality, vendor, action and category. */
export class CellTally {
  readonly cells: Cell[] = [];
  readonly #byKey = new Map<string, number>();

  /** Number of the cell that the check belongs to. A verdict of 0 (no row) counts nothing. */
  add(instance: Instance, action: Action, category: string, tagPath: string, verdict: Verdict): number {
    const index = this.#cellOf(instance, action, category, action === 'text_retained' && isMustHold(tagPath));
    countVerdict(this.cells[index]!, verdict);
    return index;
  }

  /** A failed pixels_retained whose frames are equal once decoded. */
  addDecodedEqual(index: number): void {
    const cell = this.cells[index]!;
    cell.decodedEqual = (cell.decodedEqual ?? 0) + 1;
  }

  #cellOf(instance: Instance, action: Action, category: string, mustHold: boolean): number {
    const { patient, modality, vendor } = instance;
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
