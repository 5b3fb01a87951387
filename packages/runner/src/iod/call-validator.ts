import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runSandboxed } from '@deidbench/core/process';
import { placeFor } from './validator-input.ts';

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

/** Where the validator works, and what of a run it must not see. */
export interface ValidatorPlace {
  /** An existing folder in which it gets one of its own; the system's temporary folder without it. */
  work?: string;
  hide: readonly string[];
  marker: string;
}

/** Where no run is at hand. */
export const ANYWHERE: ValidatorPlace = { hide: [], marker: `iod-${process.pid}` };

const SECONDS = 10;
const LONGEST_REPORT = 4 * 2 ** 20;
/** Files of one sandbox: its making weighs little then, and one that breaks a limit of all costs few. */
const BATCH = 100;
const MEMORY_BYTES = 3 * 2 ** 30;
/** It read the file to its end; without this its other messages are about bytes, not about elements. */
const NOT_READ = /^Error - (?:Dicom dataset read failed|Information Object Not found)/m;

/** Exit codes of timeout(1) when the time is over. */
const LATE = [124, 137];

/**
 * Calls the validator for each file, and writes what it says and its exit code. The files are anybody's: each call has little memory and time,
 * and a report that grows without end is cut. A file that it must read in another way has its options beside it.
 */
const EACH = `
ulimit -c 0; ulimit -n 32; ulimit -v 2097152 2>/dev/null
for file in "$2"/*.dcm; do
  name=\${file##*/}
  options=-new
  if [ -e "$file.options" ]; then options="-new $(cat "$file.options")"; fi
  { (ulimit -f 0; exec timeout -k 1 ${SECONDS} "$1" $options "$file"); echo $? >"$3/$name.code"; } 2>&1 >/dev/null </dev/null | head -c ${LONGEST_REPORT} >"$3/$name.report"
done
`;

/** Files below a folder. */
export interface FilesBelow {
  root: string;
  paths: readonly string[];
}

/** Calls the validator for files, in a sandbox without network. Its exit code is no verdict: it ends with 1 for errors, and by SIGABRT for some files. */
export async function callValidator(program: string, { root, paths }: FilesBelow, place: ValidatorPlace): Promise<Report[]> {
  const reports: Report[] = [];
  for (let from = 0; from < paths.length; from += BATCH)
    reports.push(...(await callForBatch(program, { root, paths: paths.slice(from, from + BATCH) }, place)));
  return reports;
}

/** True where the validator could not read the file as a whole. */
export function isUnread(report: string): boolean {
  return NOT_READ.test(report);
}

async function callForBatch(program: string, { root, paths }: FilesBelow, { work, hide, marker }: ValidatorPlace): Promise<Report[]> {
  const own = mkdtempSync(join(work ?? tmpdir(), 'deidbench-iod-'));
  const [input, output] = [join(own, 'in'), join(own, 'out')];
  try {
    for (const folder of ['in', 'out', 'work', 'home']) mkdirSync(join(own, folder));
    paths.forEach((path, i) => placeFor(join(root, path), join(input, nameOf(i))));
    await runSandboxed(
      { argv: ['/bin/sh', '-c', EACH, 'sh', program, input, output], env: {} },
      {
        input,
        output,
        work: join(own, 'work'),
        home: join(own, 'home'),
        hide: [...hide],
        show: [dirname(program), root],
        limits: {
          seconds: (SECONDS + 2) * paths.length,
          memoryBytes: MEMORY_BYTES,
          diskBytes: 2 * LONGEST_REPORT * paths.length,
          processes: 16,
        },
        addressSpaceLimit: false,
        network: 'none',
        marker,
        logFile: join(own, 'log'),
      },
    );
    return paths.map((_, i) => reportAt(join(output, nameOf(i))));
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

/** By neutral names: what a tool called its files stands in no argument of a process. */
function nameOf(place: number): string {
  return `${String(place).padStart(6, '0')}.dcm`;
}

function reportAt(path: string): Report {
  if (!existsSync(`${path}.code`)) return { failure: 'crashed' };
  const code = Number(readFileSync(`${path}.code`, 'utf8'));
  if (LATE.includes(code)) return { failure: 'timeout' };
  const report = readFileSync(`${path}.report`);
  // What was cut at its bound was ended by that.
  if (code !== 0 && code !== 1 && report.length < LONGEST_REPORT) return { failure: 'crashed' };
  return { report: report.toString('utf8') };
}
