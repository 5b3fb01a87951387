import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exclusiveSpeed } from '@deidbench/core/model';
import { foldRun } from '../fold/fold-run.ts';
import { requestFor, undisturbed } from '../testing/controls.ts';
import { writeMiniDataset } from '../testing/mini-dataset.ts';
import { scriptedTool } from '../testing/scripted-tool.ts';
import { runBenchmark } from './benchmark.ts';
import { timingFile } from './timing-rounds.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'deidbench-timing-'));
  writeMiniDataset(join(dir, 'set'), 2);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const wait = (seconds: number) =>
  `execFileSync('sleep', ['${seconds}']); files.forEach((name) => { execFileSync('sleep', ['0.05']); copy(name); });`;

describe('exclusive timing', () => {
  it('runs one tool at a time, round by round, and measures the start of each apart', async () => {
    const [slow, quick] = [await scriptedTool(dir, 'slow', wait(0.8)), await scriptedTool(dir, 'quick', wait(0))];
    const asked = await requestFor(join(dir, 'set'), join(dir, 'run'), [slow, quick], { timing: 'exclusive' });
    const spawned: string[] = [];
    await runBenchmark(asked, {
      ...undisturbed(),
      onEvent: (event) => void (event.kind === 'spawned' && spawned.push(event.unit.split('.')[0]!)),
    });
    const round = ['slow', 'slow', 'quick', 'quick'];
    expect(spawned).toEqual(['slow', 'quick', ...round, ...round, ...round]);
    const [first, second] = (await foldRun(asked.out)).tools.map(({ timing }) => timing!);
    expect([first?.instances, first?.roundSeconds.length, second?.startSeconds.length]).toEqual([8, 3, 3]);
    expect(exclusiveSpeed(first!)).toMatchObject({ rounds: 3, instances: 8 });
    const kept = readFileSync(timingFile(asked.out, 'slow', 'default'), 'utf8');
    await runBenchmark(asked, undisturbed());
    expect(readFileSync(timingFile(asked.out, 'slow', 'default'), 'utf8')).toBe(kept);
  });

  it('tells no speed of a tool that fails', async () => {
    const tool = await scriptedTool(dir, 'fails', `process.exit(1);`);
    const asked = await requestFor(join(dir, 'set'), join(dir, 'run'), [tool], { timing: 'exclusive' });
    await runBenchmark(asked, undisturbed());
    expect(existsSync(timingFile(asked.out, 'fails', 'default'))).toBe(false);
    expect((await foldRun(asked.out)).tools[0]?.timing).toBeUndefined();
  });
});
