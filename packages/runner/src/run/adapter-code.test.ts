import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FoldedTool } from '@deidbench/core/model';
import { foldRun } from '../fold/fold-run.ts';
import { requestFor, toolIn, undisturbed } from '../testing/controls.ts';
import { writeMiniDataset } from '../testing/mini-dataset.ts';
import { scriptedTool } from '../testing/scripted-tool.ts';
import { runBenchmark } from './benchmark.ts';
import { defaultLimits } from './limits.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'deidbench-code-'));
  writeMiniDataset(join(dir, 'set'), 1);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Runs a tool whose manifest has no command, but code with this body of `deidentify(job, context)`. */
async function run(body: string, seconds = 60): Promise<FoldedTool> {
  const profiles = { default: { policy: 'basic', description: 'as it is', values: { how: 'copied' } } };
  const { tool } = await scriptedTool(dir, 'coded', '', { command: [], adapter: 'tool.mjs', profiles });
  writeFileSync(join(tool.folder, 'tool.mjs'), `export default () => ({ async deidentify(job, context) { ${body} } });`);
  const limits = { ...defaultLimits(), seconds };
  const asked = await requestFor(join(dir, 'set'), join(dir, 'run'), [await toolIn(tool.folder)], { limits });
  await runBenchmark(asked, undisturbed());
  return (await foldRun(asked.out)).tools[0]!;
}

const outcomes = (tool: FoldedTool) => tool.patients.map(({ outcome }) => outcome);

describe('the code of a manifest', () => {
  it('runs programs in the sandbox of the tool, and knows its profile and limits', async () => {
    const tool = await run(`
      if (job.profile.how !== 'copied' || job.limits.seconds !== 60) throw new Error('not told');
      return context.exec({ argv: ['sh', '-c', 'cp -r "$IN/." "$1"; cat ${dir}/set/answers.db', 'sh', job.output], env: { IN: job.input } });`);
    expect(outcomes(tool)).toEqual([{ ok: 4 }]);
    // Where the key is hidden, cat fails.
    expect(tool.attempts[0]).toMatchObject({ end: 'exited', exitCode: tool.attempts[0]!.isolation.hiddenRun ? 1 : 0 });
  });

  it('may say that it does not support what is asked', async () => {
    const tool = await run(`return { end: 'not-supported', detail: 'no such transfer syntax' };`);
    expect(outcomes(tool)).toEqual([{ 'not-supported': 4 }]);
    expect(tool.attempts[0]?.detail).toBe('no such transfer syntax');
  });

  it('tells no identifier and no control character by its words', async () => {
    const tool = await run(`return { end: 'not-supported', detail: 'Okonkwo^Adaeze\\u001b[2J of 7310000', signal: 'Okonkwo' };`);
    expect(tool.attempts[0]).toMatchObject({ end: 'not-supported', detail: 'O██████^A█████ of 7██████' });
    expect(tool.attempts[0]).not.toHaveProperty('signal');
  });

  it('gets a value for a program that is not there', async () => {
    expect(outcomes(await run(`return context.exec({ argv: ['/no/such/program'] });`))).toEqual([{ 'not-installed': 4 }]);
  });

  it('that throws has failed as a tool', async () => {
    const tool = await run(`throw new Error('no licence');`);
    expect(outcomes(tool)).toEqual([{ 'tool-error': 4 }]);
    expect(tool.attempts[0]?.log).toContain('no licence');
  });

  it('says last, and so where people are told of it, what it threw or that it waits for nothing', async () => {
    const lastWords = async (body: string) => (await run(body)).attempts[0]?.log.trim().split('\n').at(-1);
    expect(await lastWords(`throw new Error('no licence');`)).toBe('tool.mjs: Error: no licence');
    rmSync(join(dir, 'run'), { recursive: true });
    expect(await lastWords(`await new Promise(() => {});`)).toContain('tool.mjs: what it waits for can never come');
  });

  it('that never ends is ended, with what it started', async () => {
    expect(
      outcomes(await run(`void context.exec({ argv: ['sleep', '8643'] }); await new Promise(() => setInterval(() => {}, 1e3));`, 3)),
    ).toEqual([{ timeout: 4 }]);
  });

  it('can lay nothing on the machine', async () => {
    const tool = await run(`return { end: 'infrastructure' };`);
    expect(outcomes(tool)).toEqual([{ 'tool-error': 4 }]);
    expect(tool.attempts[0]?.log).toContain("gave an end that it may not tell, 'infrastructure'");
  });
});
