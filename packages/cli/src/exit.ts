/** Exit codes of every command. */
export const EXIT = {
  done: 0,
  /** Done, but a gate the user asked for failed, or a control is wrong. */
  gate: 1,
  /** Wrong use or bad input. */
  input: 2,
  /** Could not finish; what is saved and how to go on was said. */
  unfinished: 3,
  interrupted: 130,
} as const;

/** Wrong use of the command line: one clear line. */
export class UsageError extends Error {
  readonly code = 'USAGE';
}

/** Not all could be done; one line says what is saved and how to go on. */
export class UnfinishedError extends Error {
  readonly code = 'UNFINISHED';
}

/** Codes of other packages' errors that mean the caller's own input is wrong. */
const NOT_INPUT = new Set(['NO_SPACE', 'WORKER_FAILED', 'LOCKED', 'NO_ROOM', 'INTERRUPTED', 'CORRUPT', 'IO']);
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'NO_SPACE']);
/** What is true after a command that ran out of room. */
const GOES_ON = 'What is done is saved: make room and run it again to go on.';
const WITHOUT_ROOM: Record<string, string> = {
  demo: GOES_ON,
  synth: GOES_ON,
  run: GOES_ON,
  score: GOES_ON,
  scan: GOES_ON,
  merge: 'The runs to be merged are as they were: make room and merge them again.',
  report: 'What was run is as it was: make room and write the report again.',
  'dataset pack': 'Nothing of the pack is kept: make room, or name another --out.',
};
const NOT_THERE: Record<string, string> = {
  ENOENT: 'no such file or folder',
  EACCES: 'no permission',
  EPERM: 'no permission',
  ENOTDIR: 'a file stands where a folder is needed',
  EISDIR: 'a folder stands where a file is needed',
  EROFS: 'the file system is read-only',
};

export interface Failure {
  exit: number;
  line: string;
}

/** One line and an exit code for whatever was thrown; `command` as in `dataset pack`. */
export function describeFailure(error: unknown, command = ''): Failure {
  if (!(error instanceof Error)) return { exit: EXIT.unfinished, line: String(error) };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (error instanceof UnfinishedError) return { exit: EXIT.unfinished, line: oneLine(error.message) };
  if (code === 'INTERRUPTED') return { exit: EXIT.interrupted, line: error.message };
  // The generator says beforehand how much a set needs; the system only that nothing is left.
  if (NO_ROOM.has(code) && error.name !== 'SynthError')
    return {
      exit: EXIT.unfinished,
      line: `${pathOf(error)}no room left on the device. ${WITHOUT_ROOM[command] ?? 'Make room and run it again.'}`,
    };
  const known = isUnmade(error, code) ? UNMADE : NOT_THERE[code];
  if (known !== undefined) return { exit: EXIT.input, line: `${pathOf(error)}${known}.` };
  if (code !== '' && isOurs(error)) return { exit: NOT_INPUT.has(code) ? EXIT.unfinished : EXIT.input, line: oneLine(error.message) };
  return { exit: EXIT.unfinished, line: `${oneLine(error.message)} (this is a fault of deidbench; DEIDBENCH_DEBUG=1 shows where)` };
}

const UNMADE = 'cannot be made: the file system is read-only, or a link on the way leads nowhere';

/** Node makes folders with all above them, and says ENOENT of a read-only file system, too. */
function isUnmade(error: Error, code: string): boolean {
  return code === 'ENOENT' && 'syscall' in error && error.syscall === 'mkdir';
}

function isOurs(error: Error): boolean {
  return error instanceof UsageError || /^[A-Z]\w+Error$/.test(error.name) ? !BUILT_IN.has(error.name) : false;
}

const BUILT_IN = new Set(['TypeError', 'RangeError', 'SyntaxError', 'ReferenceError', 'EvalError', 'URIError', 'AggregateError']);

function pathOf(error: Error): string {
  return 'path' in error && typeof error.path === 'string' ? `${error.path}: ` : '';
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ').trim();
}
