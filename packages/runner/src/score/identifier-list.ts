import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { IDENTIFIER_KINDS, type IdentifierKind } from '@deidbench/core/model';
import { ignoredRows, type ListedIdentifier } from '@deidbench/judge';
import { parseCsv, separatorOf, sheetText } from '@deidbench/judge/official';
import { RunnerError } from '../errors.ts';

/** Lines without anything count too, so that rows are numbered as an editor numbers lines. */
const EMPTY_LINE = /(?<![^\n])(?=\r?\n)/gu;

/** Reads a list of identifiers: CSV, parted by commas, semicolons or tabs, with the column `text` and, if wanted, `patient` and `kind`. Rows keep their number, counted from the header, which is 1. @throws RunnerError BAD_LIST. */
export function readIdentifierList(path: string): ListedIdentifier[] {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    throw new RunnerError('BAD_LIST', `--identifiers ${path}: no such file.`);
  const written = sheetText(readFileSync(path));
  const [header = [], ...rows] = parseCsv(written.replaceAll(EMPTY_LINE, separatorOf(written)), separatorOf(written));
  const at = (name: string) => header.findIndex((cell) => cell.trim().toLowerCase() === name);
  const [text, patient, kind] = [at('text'), at('patient'), at('kind')];
  if (text < 0)
    throw new RunnerError(
      'BAD_LIST',
      `--identifiers ${path}: its header has no column "text" (found ${header.length} columns). Columns: text, and if known patient and kind.`,
    );
  return rows.flatMap((row, n): ListedIdentifier[] => {
    const said = kind < 0 ? '' : (row[kind] ?? '').trim();
    if (said !== '' && !isKind(said))
      throw new RunnerError(
        'BAD_LIST',
        `--identifiers ${path}, row ${n + 2}: what stands in the column kind is none. There are ${Object.keys(IDENTIFIER_KINDS).join(', ')}.`,
      );
    const value = (row[text] ?? '').trim();
    const of = patient < 0 ? '' : (row[patient] ?? '').trim();
    return value === '' && of === ''
      ? []
      : [{ line: n + 2, text: value, ...(of !== '' && { patient: of }), ...(said !== '' && isKind(said) && { kind: said }) }];
  });
}

function isKind(text: string): text is IdentifierKind {
  return Object.hasOwn(IDENTIFIER_KINDS, text);
}

/** What is said of rows that are not looked for: their numbers and why, never their values. */
export function listRemarks(path: string, list: readonly ListedIdentifier[], patients: ReadonlySet<string>): string[] {
  const name = basename(path);
  if (list.length === 0) return [`${name} holds no identifier`];
  return [...ignoredRows(list, patients)].map(([reason, lines]) => {
    const shown = lines.slice(0, MOST_LINES).join(', ') + (lines.length > MOST_LINES ? ` and ${lines.length - MOST_LINES} more` : '');
    const what = reason.startsWith('its family name') ? 'looked for in part' : 'not looked for';
    return `${name}, ${lines.length === 1 ? 'row' : 'rows'} ${shown}: ${what} (${reason})`;
  });
}

/** Rows that are named one by one. */
const MOST_LINES = 20;
