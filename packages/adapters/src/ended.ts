import type { Exec } from '@deidbench/core/process';
import { plainText } from './plain.ts';

const MOST_WORDS = 200;

/** How a call ended: `exited 1`, `not-supported, no such transfer syntax`. */
export function endOf({ end, exitCode, signal, detail }: Exec): string {
  const number = end === 'exited' ? exitCode : end === 'signalled' ? signal : undefined;
  const how = number === undefined ? end : `${end} ${number}`;
  return detail === undefined ? how : `${how}, ${plainText(detail)}`;
}

/** The last lines that a tool wrote, unmasked: all that it was given is invented and stands in the sample. */
export function lastWords(log: string, lines: number): string[] {
  return plainText(log)
    .split('\n')
    .map((line) => line.trim().slice(0, MOST_WORDS))
    .filter((line) => line !== '')
    .slice(-lines);
}
