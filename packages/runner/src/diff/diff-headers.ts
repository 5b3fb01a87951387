import type { DiffState, HeaderDiffRow, Severity } from '@deidbench/core/model';
import type { ListedElement } from './list-elements.ts';

export interface Difference {
  counts: Record<DiffState, number>;
  rows: HeaderDiffRow[];
}

/**
 * Compares two headers element by element: by path, then by bytes, or by text where only the way of writing differs. What lies inside a
 * removed or added sequence goes with it. Rows stand in the order of the input, added ones at the end; elements with a finding are rows even
 * where nothing changed.
 */
export function diffHeaders(
  input: ReadonlyMap<string, ListedElement>,
  output: ReadonlyMap<string, ListedElement>,
  findings: ReadonlyMap<string, Severity>,
): Difference {
  const counts: Difference['counts'] = { changed: 0, removed: 0, added: 0, same: 0 };
  const rows: HeaderDiffRow[] = [];
  for (const [path, before] of input) {
    const after = output.get(path);
    if (!after && goesWithParent(before, input, output)) continue;
    const state = after ? (isSame(before, after) ? 'same' : 'changed') : 'removed';
    counts[state] += 1;
    const finding = findings.get(path);
    if (state !== 'same' || finding) rows.push({ ...rowOf(state, before, after), ...(finding && { finding }) });
  }
  for (const [path, after] of output) {
    if (input.has(path) || goesWithParent(after, output, input)) continue;
    const finding = findings.get(path);
    counts.added += 1;
    rows.push({ ...rowOf('added', undefined, after), ...(finding && { finding }) });
  }
  return { counts, rows };
}

/** True inside a sequence that only this side has, or in an item that only this side has. */
function goesWithParent(
  { inside }: ListedElement,
  here: ReadonlyMap<string, ListedElement>,
  there: ReadonlyMap<string, ListedElement>,
): boolean {
  return inside !== '' && here.has(inside) && !there.has(inside);
}

function isSame(before: ListedElement, after: ListedElement): boolean {
  if (before.bytes === undefined || after.bytes === undefined) return before.text === after.text;
  if (Buffer.compare(before.bytes, after.bytes) === 0) return true;
  return !before.bulk && before.vr === after.vr && before.text === after.text;
}

function rowOf(state: HeaderDiffRow['state'], before: ListedElement | undefined, after: ListedElement | undefined): HeaderDiffRow {
  const known = before ?? after;
  return {
    path: known?.path ?? '',
    name: known?.name ?? '',
    vr: known?.vr ?? '',
    state,
    ...(before && { input: before.text }),
    ...(after && { output: state === 'changed' && after.text === before?.text ? `${after.text}, others` : after.text }),
  };
}
