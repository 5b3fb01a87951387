import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Planted, Results, ToolResult } from '@deidbench/core/model';
import { detectIsolation } from '@deidbench/core/process';
import { deidbench, scratch, writeAdapter, type Answer } from './cli.ts';
import { FIRST, MISBEHAVING } from './misbehaving.ts';

const { at, remove } = scratch('misbehaving');
const SLEEPERS = 'sleep 8642';
const { method } = await detectIsolation();
let answer: Answer;
let results: Results;

beforeAll(async () => {
  await deidbench(['synth', '--preset', 'demo', '--patients', '1', '--seed', '4', '--image-size', '32', '--out', at('set')]);
  for (const [id, { script, manifest, files = {} }] of Object.entries(MISBEHAVING)) {
    writeAdapter(at('tools', id), id, `${FIRST}\n${script}`, manifest);
    for (const [name, text] of Object.entries(files)) writeFileSync(at('tools', id, name), text, { mode: 0o755 });
  }
  const folders = Object.keys(MISBEHAVING).map((id) => at('tools', id));
  const run = ['run', '--dataset', at('set'), '--limit-time', '20', '--json'];
  answer = await deidbench([...run, '--tools', [...folders, 'identity'].join(','), '--out', at('run')]);
  results = JSON.parse(answer.out) as Results;
  await deidbench([...run, '--tools', 'identity', '--out', at('alone')]);
}, 600_000);
afterAll(remove);

const tool = (id: string, of = results): ToolResult => of.tools.find((row) => row.id === id)!;

describe.skipIf(method === 'group')('a tool from elsewhere that', () => {
  for (const [id, { does, outcome, said }] of Object.entries(MISBEHAVING))
    it(`${does}: ${Object.keys(outcome(2)).join(' and ')}`, () => {
      expect(tool(id).outcome).toEqual(outcome(results.dataset.instances));
      expect(findings(id)).toContain(said ?? '');
    });
});

describe('a run over tools that misbehave', () => {
  it('ends well, its controls right', () => {
    expect(answer.code).toBe(0);
    expect(results.controls).toBe('ok');
  });

  it('gives the other tools what they get without them', () => {
    const alone = JSON.parse(readFileSync(at('alone', 'results.json'), 'utf8')) as Results;
    const facts = ({ outcome, checks, leaks, coverage, retention, conformance }: ToolResult) => ({
      outcome,
      checks,
      leaks,
      coverage,
      retention,
      conformance,
    });
    for (const id of ['oracle', 'identity', 'scorched']) expect(facts(tool(id))).toEqual(facts(tool(id, alone)));
  });

  it('leaves no process behind', () => {
    const lines = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n');
    expect(lines.filter((line) => line.includes(at('tools')) || line.startsWith(SLEEPERS))).toEqual([]);
  });

  it.each(['prints', 'one-word'])('keeps what a tool prints without any identifier and without control characters: %s', (id) => {
    const log = readFileSync(at('run', 'logs', `${id}.default.0001.log`), 'utf8');
    const names = identifiersOf(at('set'));
    expect(log.length).toBeGreaterThan(500);
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => log.includes(name))).toEqual([]);
    expect(log).not.toMatch(/(?![\t\n])\p{Cc}/u);
  });

  it('leaves nothing of their work, and the data set as it was', async () => {
    expect(readdirSync(at('run', 'work'))).toEqual([]);
    expect((await deidbench(['dataset', 'check', at('set')])).code).toBe(0);
  });
});

/** Planted texts of four characters and more. */
function identifiersOf(set: string): string[] {
  const lines = readFileSync(join(set, 'planted.jsonl'), 'utf8').trim().split('\n');
  return [...new Set(lines.map((line) => (JSON.parse(line) as Planted).text))].filter((text) => text.length > 3);
}

function findings(id: string): string {
  return readFileSync(at('run', 'findings.csv'), 'utf8')
    .split('\n')
    .filter((line) => line.includes(id))
    .join('\n');
}
