import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Planted } from '@deidbench/core/model';
import { readBlob } from '@deidbench/core/store';
import { deidbench, scratch, start, writeAdapter, type Answer } from './cli.ts';

const { at, remove } = scratch('privacy');
/** Names and arguments that were seen while the run was at work. */
const seen = new Set<string>();
let answer: Answer;
let names: string[];

/** Says what it read on both streams, names files by it, and fails at one of them. */
const TALKS = `
import { readdirSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs';
cpSync(input, output, { recursive: true });
for (const name of readdirSync(input, { recursive: true }).filter((file) => file.endsWith('.dcm'))) {
  const bytes = readFileSync(input + '/' + name);
  process.stdout.write(bytes.subarray(0, 4000));
  const at = bytes.indexOf('PN');
  const text = bytes.subarray(at + 4, at + 40).toString('latin1').replace(/[^ -~]/g, '').replaceAll('/', '');
  writeFileSync(output + '/' + text + '.dcm', bytes);
  console.error(text);
}
await wait(1500);
process.exit(1);`;

beforeAll(async () => {
  await deidbench(['synth', '--preset', 'demo', '--patients', '1', '--seed', '6', '--image-size', '32', '--out', at('set')]);
  writeAdapter(at('talks'), 'talks', TALKS);
  mkdirSync(at('tmp'));
  names = identifiersOf(at('set'));
  const run = start(['run', '--dataset', at('set'), '--tools', at('talks'), '--out', at('run')], { env: { TMPDIR: at('tmp') } });
  const timer = setInterval(look, 150);
  answer = await run.done;
  clearInterval(timer);
}, 240_000);
afterAll(remove);

/** Command lines of all processes, and what lies in the temporary folder and the run's own folders outside the tool's output. */
function look(): void {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)))
    try {
      seen.add(readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
    } catch {
      // Gone meanwhile.
    }
  for (const folder of ['tmp', 'run', join('run', 'work'), join('run', 'blobs'), join('run', 'logs')])
    try {
      for (const name of readdirSync(at(folder))) seen.add(name);
    } catch {
      // Not there yet.
    }
}

/** Planted texts of four characters and more. */
function identifiersOf(set: string): string[] {
  const lines = readFileSync(join(set, 'planted.jsonl'), 'utf8').trim().split('\n');
  return [...new Set(lines.map((line) => (JSON.parse(line) as Planted).text))].filter((text) => text.length > 3);
}

/** What is unmasked by its nature: crosswalks, kept output, and the blobs' own sections of values. */
const UNMASKED = /^(?:maps|outputs|blobs)(?:\/|$)/;

describe('identifiers of patients, with a tool that prints them and names its files by them', () => {
  it('stand in no argument of a process and in no name of a temporary file', () => {
    expect(seen.size).toBeGreaterThan(10);
    expect(names.length).toBeGreaterThan(20);
    expect([...seen].filter((text) => names.some((name) => text.includes(name)))).toEqual([]);
  });

  it('stand in no file of the run but maps, kept output and blobs, and in nothing that is printed', () => {
    expect(answer.code).toBe(0);
    const files = readdirSync(at('run'), { recursive: true, encoding: 'utf8' }).filter(
      (path) => !UNMASKED.test(path) && statSync(at('run', path)).isFile(),
    );
    expect(files).toContain(join('logs', 'talks.default.0001.log'));
    const told = files.flatMap((path) => {
      const text = `${path}\n${readFileSync(at('run', path), 'latin1')}`;
      return names.filter((name) => text.includes(name)).map((name) => `${path}: ${name}`);
    });
    expect(told).toEqual([]);
    expect(names.filter((name) => answer.out.includes(name) || answer.err.includes(name))).toEqual([]);
  });

  it('stand in no part of a blob but its values and its crosswalk', async () => {
    const blobs = readdirSync(at('run', 'blobs'));
    expect(blobs.length).toBeGreaterThan(3);
    const told = await Promise.all(
      blobs.map(async (blob) => {
        const { head, sections } = await readBlob(at('run', 'blobs', blob), ['values', 'maps']);
        const texts = [['head', JSON.stringify(head)], ...[...sections].map(([name, bytes]) => [name, bytes.toString('utf8')])] as const;
        return texts.flatMap(([part, text]) => names.filter((name) => text?.includes(name)).map((name) => `${part}: ${name}`));
      }),
    );
    expect(told.flat()).toEqual([]);
  });

  it('are kept from other users', () => {
    const open = readdirSync(at('run'), { recursive: true, encoding: 'utf8' }).filter((path) => {
      const { mode } = statSync(at('run', path));
      return !path.startsWith('report') && (mode & 0o077) !== 0 && statSync(at('run', path)).isFile();
    });
    expect(open.filter((path) => /^(?:maps|blobs|logs|journal|run\.json|timings)/.test(path))).toEqual([]);
  });
});
