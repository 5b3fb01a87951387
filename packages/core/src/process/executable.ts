import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { SYSTEM_PATH } from './environment.ts';

/** Absolute path of a program, looked for as the tool would: `path` first, then the system's. Undefined when there is none. */
export function findExecutable(program: string, path = ''): string | undefined {
  if (isAbsolute(program)) return isExecutable(program) ? program : undefined;
  if (program.includes('/')) return undefined;
  return [...path.split(delimiter), ...SYSTEM_PATH.split(':')]
    .filter((folder) => isAbsolute(folder))
    .map((folder) => join(folder, program))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
