import { createHash } from 'node:crypto';
import { findIdentifiers, identifier, patternsOf, type Identifier } from '@deidbench/judge';
import { best, table } from './measure.ts';

const MEGABYTES = 64;
const ROUNDS = 5;

/** 12-bit samples of a noisy gradient, as CT and MR store them. */
function image(): Uint8Array {
  const samples = new Uint16Array((MEGABYTES * 1024 * 1024) / 2);
  let state = 12_345;
  for (let i = 0; i < samples.length; i += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    samples[i] = (1000 + 900 * Math.sin(i / 700) + (state >>> 26)) & 0x0fff;
  }
  return new Uint8Array(samples.buffer);
}

function people(count: number): Identifier[] {
  return Array.from({ length: count }, (_, i) => {
    const family = `Family${String.fromCharCode(97 + (i % 26))}${i * 7919}`.replaceAll(/\d/gu, (d) => String.fromCharCode(97 + Number(d)));
    return [
      identifier('1', 'name', `${family}^Given${String.fromCharCode(97 + (i % 26))}a`, true),
      identifier('1', 'direct-number', String(10_000_019 + i * 104_729), true),
      identifier('1', 'event-date', `${1950 + (i % 70)}0${1 + (i % 9)}1${i % 10}`, true),
      identifier('1', 'uid', `1.3.12.${i * 7919}.4711.${i}`, true),
    ].flatMap((one) => one ?? []);
  }).flat();
}

/** Megabytes a second by the number of patterns, beside MD5 over the same bytes. */
export async function speedTable(): Promise<string> {
  const bytes = image();
  const rows: (string | number)[][] = [['MD5', '', await speed(() => createHash('md5').update(bytes).digest()), '']];
  for (const count of [1, 3, 10, 30]) {
    const patterns = patternsOf(people(count));
    let hits = 0;
    const rate = await speed(() => (hits = findIdentifiers(patterns, bytes, () => '').length));
    rows.push([`${count * 4} identifiers`, patterns.patterns.length, rate, hits]);
  }
  return table(['looked for', 'patterns', 'MB a processor second', 'matches in an image without any'], rows);
}

async function speed(work: () => unknown): Promise<number> {
  const { cpu } = await best(ROUNDS, work);
  return Math.round(MEGABYTES / cpu);
}
