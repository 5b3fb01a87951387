import { join } from 'node:path';
import type { Planted } from '@deidbench/core/model';
import { findElement, officialText, readDicomFile } from '@deidbench/dicom';
import type { Judged } from '@deidbench/judge';
import { table } from './measure.ts';
import { judgeUntouched, type ScanSet } from './scanning-sets.ts';

type Leaks = Judged['leaks'];

const CHARACTER_SET = 0x00080005;
const DRAWN = new Set<Planted['carrier']>(['overlay', 'curve', 'icon', 'document', 'pixels']);

interface Count {
  found: number;
  planted: number;
}

/** Planted identifiers that are found in untouched originals, with kind, place and weight right, by place and encoding. */
export function plantedTable(sets: readonly ScanSet[]): { table: string; found: number; planted: number } {
  const counts = new Map<string, Map<string, Count>>();
  const sum = { found: 0, planted: 0 };
  for (const set of sets) {
    for (const { line, isFound, encoding } of lookUp(set)) {
      const row = `${line.carrier} (${line.place})`;
      const cells = counts.get(row) ?? new Map<string, Count>();
      counts.set(row, cells);
      const cell = cells.get(encoding) ?? { found: 0, planted: 0 };
      cells.set(encoding, cell);
      for (const count of [cell, sum]) {
        count.planted += 1;
        count.found += isFound ? 1 : 0;
      }
    }
  }
  const encodings = [...new Set([...counts.values()].flatMap((cells) => [...cells.keys()]))].toSorted();
  const rows = [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([row, cells]) => [row, ...encodings.map((e) => show(cells.get(e)))]);
  return { table: table(['place (weighs as)', ...encodings], rows), ...sum };
}

const show = (count: Count | undefined): string => (count === undefined ? '' : `${count.found}/${count.planted}`);

function* lookUp(set: ScanSet): Iterable<{ line: Planted; isFound: boolean; encoding: string }> {
  const lines = new Map<string, Planted[]>();
  for (const line of set.planted) lines.set(line.sop, [...(lines.get(line.sop) ?? []), line]);
  for (const { instances, judged } of judgeUntouched(set)) {
    for (const { sop, ordinal, path } of instances) {
      const leaks = judged.leaks.filter(({ at }) => at.includes(ordinal));
      const charset = charsetOf(join(set.dir, 'input', path));
      for (const line of lines.get(sop) ?? []) {
        yield { line, isFound: isFound(line, leaks), encoding: /^[\u0020-\u007E]*$/u.test(line.text) ? 'ASCII' : charset };
      }
    }
  }
}

function isFound({ at, carrier, kind, severity }: Planted, leaks: Leaks): boolean {
  const wanted = at.replaceAll(/\[<?\d+>?\]/gu, '[]').replaceAll(/[<>]/gu, '');
  return leaks.some(
    (leak) =>
      leak.kind === kind &&
      leak.severity === severity &&
      // A copy that is hidden is told at its element; items inside bytes of unknown VR at the element around them.
      (leak.place === wanted ||
        carrier === 'doubled' ||
        (DRAWN.has(carrier) && leak.place === carrier) ||
        (wanted.startsWith('(') && (leak.place.startsWith(wanted) || wanted.startsWith(leak.place)))),
  );
}

function charsetOf(path: string): string {
  const file = readDicomFile(path, { stopBeforePixels: true });
  const element = findElement(file.dataset, CHARACTER_SET);
  return element === undefined ? 'none' : officialText(file, file.dataset, element).replaceAll('|', '');
}
