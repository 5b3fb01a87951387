import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { maskText, type HeaderDiff, type Severity } from '@deidbench/core/model';
import { readDicomFile } from '@deidbench/dicom';
import { diffHeaders, type Difference } from './diff-headers.ts';
import { listElements, type ListedElement } from './list-elements.ts';

/** Longer texts are cut, with a word on how much is left. */
const LONGEST_TEXT = 200;

/** Elements of a file by path; throws what reading throws. */
export function elementsOf(path: string): Map<string, ListedElement> {
  return listElements(readDicomFile(path, { stopBeforePixels: true }), path);
}

/** The difference of two files, cut to `most` rows; values masked unless asked otherwise. */
export function diffFiles(
  { input, output }: { input: string; output: string },
  findings: ReadonlyMap<string, Severity>,
  most: number,
  showValues: boolean,
): Pick<HeaderDiff, 'counts' | 'rows'> {
  const { counts, rows } = diffHeaders(elementsOf(input), elementsOf(output), findings);
  return { counts, rows: rows.slice(0, most).map((row) => shownRow(row, showValues)) };
}

/** A row with its values as a report shows them; counts and lengths are none. */
export function shownRow(row: Difference['rows'][number], showValues: boolean): HeaderDiff['rows'][number] {
  const isCount = row.vr === 'SQ' || / bytes(?:, others)?$/u.test(row.input ?? row.output ?? '');
  const shown = (text: string): string => (isCount ? text : shownText(text, showValues));
  return {
    ...row,
    ...(row.input !== undefined && { input: shown(row.input) }),
    ...(row.output !== undefined && { output: shown(row.output) }),
  };
}

/** A value as a report shows it. */
export function shownText(text: string, showValues: boolean): string {
  const short = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)} … ${text.length - LONGEST_TEXT} more characters` : text;
  return showValues ? short : maskText(short);
}

/** A file below a folder, or undefined where it is gone or the name leads elsewhere. */
export function fileBelow(root: string, path: string | undefined): string | undefined {
  if (path === undefined || path === '' || path.split('/').includes('..')) return undefined;
  const whole = join(root, path);
  return existsSync(whole) ? whole : undefined;
}
