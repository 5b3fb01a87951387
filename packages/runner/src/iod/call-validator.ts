import { spawn } from 'node:child_process';
import { validatorInput } from './validator-input.ts';

/** The validator of IODs of a run: dciodvfy, called file by file. */
export interface IodValidator {
  name: string;
  version: string;
  /** Absolute path of the program. */
  program: string;
  /** Folder where what it says of originals is kept, by their digest; belongs to this version alone. */
  cache: string;
}

/** What it said of one file, or why it said nothing that can be used. */
export type Report = { report: string } | { failure: 'crashed' | 'timeout' | 'unreadable' };

const SECONDS = 10;
const LONGEST_REPORT = 4 * 2 ** 20;
// The files are anybody's: little memory, no file written, few files open.
const BOUNDED = 'ulimit -f 0; ulimit -n 32; ulimit -v 2097152 2>/dev/null; exec "$0" "$@"';
/** It read the file to its end; without this its other messages are about bytes, not about elements. */
const NOT_READ = /^Error - (?:Dicom dataset read failed|Information Object Not found)/m;

/** Calls the validator for one file. Its exit code is no verdict: it ends with 1 for errors, and by SIGABRT for some files. */
export async function callValidator(program: string, path: string): Promise<Report> {
  const { args, remove } = validatorInput(path);
  try {
    const called = await reportOf(program, ['-new', ...args]);
    return called.ended === undefined ? { report: called.report } : { failure: called.ended };
  } finally {
    remove();
  }
}

/** True where the validator could not read the file as a whole. */
export function isUnread(report: string): boolean {
  return NOT_READ.test(report);
}

function reportOf(program: string, args: readonly string[]): Promise<{ report: string; ended?: 'crashed' | 'timeout' }> {
  return new Promise((settle) => {
    const child = spawn('/bin/sh', ['-c', BOUNDED, program, ...args], { env: {}, stdio: ['ignore', 'ignore', 'pipe'] });
    let isLate = false;
    const late = setTimeout(() => {
      isLate = true;
      child.kill('SIGKILL');
    }, SECONDS * 1000);
    const chunks: Buffer[] = [];
    let bytes = 0;
    child.stderr.on('data', (chunk: Buffer) => {
      if (bytes < LONGEST_REPORT) chunks.push(chunk);
      bytes += chunk.length;
    });
    child.on('error', () => settle({ report: '', ended: 'crashed' }));
    child.on('close', (code) => {
      clearTimeout(late);
      const report = Buffer.concat(chunks).toString('utf8').slice(0, LONGEST_REPORT);
      if (isLate) settle({ report: '', ended: 'timeout' });
      else if (code !== 0 && code !== 1) settle({ report: '', ended: 'crashed' });
      else settle({ report });
    });
  });
}
