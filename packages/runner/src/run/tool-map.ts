import { lstatSync, readFileSync } from 'node:fs';
import { mapRows } from '@deidbench/core/manifest';
import { isReallyBelow } from './below.ts';
import type { IntakeFile } from './intake.ts';

/** Rows of a tool's own map: a staged name or a UID, and what it became. */
export type ToolMap = [from: string, to: string][];

/** A larger file is no table of one unit. */
const LARGEST = 64 * 2 ** 20;

/** Rows of the CSV file that the manifest names, from the two columns that it names. Anything else gives no rows: files are paired in other ways then. */
export function readToolMap(map: { from: string; to: string }, root: string, path: string): ToolMap {
  if (!isPlainFile(root, path)) return [];
  return mapRows(readFileSync(path, 'utf8'), map);
}

/** The rows of a call whose files were moved below a folder: names follow them there, UIDs stay. */
export function movedRows(rows: ToolMap, files: readonly IntakeFile[], below: string): ToolMap {
  const paths = files.map(({ path }) => path);
  return rows.map(([from, to]) => {
    const name = to.replaceAll('\\', '/');
    const path = paths.find((one) => name === one || name.endsWith(`/${one}`));
    return [from, path === undefined ? to : `${below}/${path}`];
  });
}

function isPlainFile(root: string, path: string): boolean {
  try {
    const info = lstatSync(path);
    return info.isFile() && info.size <= LARGEST && isReallyBelow(root, path);
  } catch {
    return false;
  }
}
