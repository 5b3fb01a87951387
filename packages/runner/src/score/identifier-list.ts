import { existsSync, readFileSync } from 'node:fs';
import { IDENTIFIER_KINDS, type IdentifierKind } from '@deidbench/core/model';
import type { ListedIdentifier } from '@deidbench/judge';
import { parseCsv } from '@deidbench/judge/official';
import { RunnerError } from '../errors.ts';

/** Reads a list of identifiers: CSV with the column `text` and, if wanted, `patient` and `kind`. @throws RunnerError BAD_LIST. */
export function readIdentifierList(path: string): ListedIdentifier[] {
  if (!existsSync(path)) throw new RunnerError('BAD_LIST', `--identifiers ${path}: no such file.`);
  const [header = [], ...rows] = parseCsv(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
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
        `--identifiers ${path}, row ${n + 2}: kind "${said}" is unknown. There are ${Object.keys(IDENTIFIER_KINDS).join(', ')}.`,
      );
    const value = (row[text] ?? '').trim();
    const of = patient < 0 ? '' : (row[patient] ?? '').trim();
    return value === '' ? [] : [{ text: value, ...(of !== '' && { patient: of }), ...(said !== '' && isKind(said) && { kind: said }) }];
  });
}

function isKind(text: string): text is IdentifierKind {
  return Object.hasOwn(IDENTIFIER_KINDS, text);
}
