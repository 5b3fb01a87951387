// Measures the residual scan: megabytes a second by the number of patterns, beside MD5 over the same bytes, and, with a dataset, how many
// of its clean twin's files give a false alarm.
// Usage: node --conditions=@deidbench/source benchmarks/src/scanning.ts [dataset folder]
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instance, Planted } from '@deidbench/core/model';
import { findIdentifiers, identifier, identifierSet, patternsOf, type Identifier } from '@deidbench/judge';

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

/** Best of some rounds: other work on the machine only ever slows. */
function megabytesASecond(work: () => void): number {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = process.hrtime.bigint();
    work();
    best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e9);
  }
  return MEGABYTES / best;
}

const bytes = image();
console.log(`MD5: ${megabytesASecond(() => createHash('md5').update(bytes).digest()).toFixed(0)} MB/s`);
for (const count of [1, 3, 10, 30]) {
  const patterns = patternsOf(people(count));
  let hits = 0;
  const speed = megabytesASecond(() => (hits = findIdentifiers(patterns, bytes, () => '').length));
  console.log(
    `${count * 4} identifiers, ${patterns.patterns.length} patterns: ${speed.toFixed(0)} MB/s, ${hits} matches in an image without any`,
  );
}
if (process.argv[2] !== undefined) falseAlarms(process.argv[2]);

/** Matches in the clean twin of a generated dataset. Whatever the key wants to stay is left to the judge: these are the raw matches. */
function falseAlarms(dataset: string): void {
  const lines = <Row>(name: string): Row[] =>
    readFileSync(join(dataset, name), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Row);
  const instances = lines<Instance>('index.ndjson').filter((row) => 'sop' in row);
  const identifiers = identifierSet(instances, lines<Planted>('planted.jsonl'));
  const all = patternsOf([...identifiers.byPatient.values()].flat());
  const root = join(dataset, 'reference');
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  let [size, matches] = [0, 0];
  for (const { parentPath, name } of files) {
    const content = readFileSync(join(parentPath, name));
    size += content.length;
    matches += findIdentifiers(all, content, () => '').length;
  }
  const megabytes = (size / 1024 / 1024).toFixed(1);
  console.log(
    `${files.length} clean files (${megabytes} MB), identifiers of all ${identifiers.byPatient.size} patients, ${all.patterns.length} patterns: ${matches} matches`,
  );
}
