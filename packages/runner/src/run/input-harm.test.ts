import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FoldedTool } from '@deidbench/core/model';
import { foldRun } from '../fold/fold-run.ts';
import { requestFor, undisturbed } from '../testing/controls.ts';
import { writeMiniDataset } from '../testing/mini-dataset.ts';
import { scriptedTool } from '../testing/scripted-tool.ts';
import { runBenchmark } from './benchmark.ts';

let dir: string;
beforeEach(() => {
  // As on a machine without namespaces: nothing keeps a tool from its input.
  vi.stubEnv('DEIDBENCH_ISOLATION', 'group');
  dir = mkdtempSync(join(tmpdir(), 'deidbench-harm-'));
  writeMiniDataset(join(dir, 'set'), 2);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true, force: true });
});

async function run(script: string): Promise<FoldedTool> {
  const tool = await scriptedTool(dir, 'tool', script);
  const asked = await requestFor(join(dir, 'set'), join(dir, 'run'), [tool]);
  await runBenchmark(asked, undisturbed());
  return (await foldRun(asked.out)).tools[0]!;
}

const said = (tool: FoldedTool) =>
  tool.findings.filter(({ rule }) => rule === 'intake').map(({ at, explanation }) => [at.length, explanation]);

describe('where nothing keeps a tool from its input', () => {
  it('what it changes there and what it puts there are findings, and the data set is as it was', async () => {
    const input = join(dir, 'set', 'input', '1.3.6.1.4.1.9999.1.7.1', '1-1.dcm');
    const before = readFileSync(input);
    const tool = await run(
      `files.forEach(copy); writeFileSync(join(input, files[0]), 'x'); rmSync(join(input, files[1])); writeFileSync(join(input, 'new'), 'x');`,
    );
    expect(said(tool)).toEqual([
      [2, expect.stringContaining('changed the files')],
      [0, expect.stringContaining('wrote into the folder')],
    ]);
    expect(tool.patients.map(({ outcome }) => outcome)).toEqual([{ ok: 4 }, { ok: 4 }]);
    expect(readFileSync(input).equals(before)).toBe(true);
  });

  it('an output that is its input under another name is none, though it edits it in place', async () => {
    const tool = await run(
      `files.slice(1).forEach(copy); mkdirSync(dirname(join(output, files[0])), { recursive: true }); linkSync(join(input, files[0]), join(output, files[0])); writeFileSync(join(output, files[0]), 'edited');`,
    );
    const outcomes = tool.patients.map(({ outcome }) => outcome);
    expect(outcomes).toEqual(expect.arrayContaining([{ ok: 3, 'invalid-output': 1 }, { ok: 4 }]));
    expect(said(tool).map(([, text]) => text)).toEqual(
      expect.arrayContaining([expect.stringContaining('hard link'), expect.stringContaining('changed the files')]),
    );
  });

  it('reading, and writing back the same bytes, is no harm', async () => {
    expect(said(await run(`files.forEach(copy); writeFileSync(join(input, files[0]), readFileSync(join(input, files[0])));`))).toEqual([]);
  });
});
