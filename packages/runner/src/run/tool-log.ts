import { isUtf8 } from 'node:buffer';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { maskText } from '@deidbench/core/model';
import { identifiersOf } from './judging.ts';
import { maskLog } from './mask-log.ts';
import type { UnitTask } from './task.ts';

const TAIL = 4096;
/** They move cursors and hide text; tabs and line ends stay. */
const CONTROLS = /(?![\t\n])\p{Cc}/gu;

/** What a tool says, as it says it: lies among what is deleted with its work. */
export function rawLog(task: UnitTask): string {
  return join(task.work, 'log');
}

/** Puts a tool's words among the run's logs, without identifiers and control characters; of real data none are kept. Answers their last lines. */
export function keepLog(task: UnitTask): string {
  const raw = rawLog(task);
  if (!existsSync(raw)) return '';
  const masked = maskedWords(task, plainText(readFileSync(raw)));
  if (!task.commit.realData) {
    mkdirSync(dirname(task.logFile), { recursive: true, mode: 0o700 });
    writeFileSync(task.logFile, masked, { mode: 0o600 });
  }
  return masked.length > TAIL ? masked.slice(-TAIL).replace(/^[^\n]*\n/, '') : masked;
}

/** Words that came from a tool, or that quote what it made: without identifiers and control characters; of real data nothing can be read. */
export function maskedWords(task: UnitTask, text: string): string {
  const plain = stripVTControlCharacters(text).replace(CONTROLS, ' ');
  return task.commit.realData ? maskText(plain) : maskLog(plain, identifiersOf(task));
}

/** Each line in the encoding that it has. */
function plainText(bytes: Buffer): string {
  const lines: string[] = [];
  for (let from = 0; from <= bytes.length;) {
    const end = bytes.indexOf(10, from);
    const line = bytes.subarray(from, end < 0 ? bytes.length : end);
    lines.push(line.toString(isUtf8(line) ? 'utf8' : 'latin1'));
    from = end < 0 ? bytes.length + 1 : end + 1;
  }
  return lines.join('\n');
}
