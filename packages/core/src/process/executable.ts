import { accessSync, closeSync, constants, openSync, readSync, statSync } from 'node:fs';
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

/** What a script's first line names and is not here: an environment of Python outlives its Python, say. Undefined where nothing is missing. */
export function missingInterpreter(script: string, path = ''): string | undefined {
  const [interpreter, ...rest] = firstLine(script).split(/\s+/);
  if (!interpreter) return undefined;
  if (!isExecutable(interpreter)) return interpreter;
  const wanted = interpreter.endsWith('/env') ? rest.find((word) => !word.startsWith('-') && !word.includes('=')) : undefined;
  return wanted !== undefined && findExecutable(wanted, path) === undefined ? wanted : undefined;
}

/** What follows `#!`; '' for a program that is no script. */
function firstLine(program: string): string {
  const start = Buffer.alloc(256);
  try {
    const file = openSync(program, 'r');
    readSync(file, start, 0, start.length, 0);
    closeSync(file);
  } catch {
    // Programs may be executable and not readable.
  }
  return /^#! *([^\n\0]*)/.exec(start.toString('latin1'))?.[1]?.trim() ?? '';
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
