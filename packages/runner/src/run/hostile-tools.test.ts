import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Manifest } from '@deidbench/core/manifest';
import type { FoldedTool, InstanceOutcome, Limits } from '@deidbench/core/model';
import { explainFinding } from '../explain/explain-finding.ts';
import { foldRun } from '../fold/fold-run.ts';
import { requestFor, undisturbed } from '../testing/controls.ts';
import { writeMiniDataset } from '../testing/mini-dataset.ts';
import { scriptedTool } from '../testing/scripted-tool.ts';
import { runBenchmark } from './benchmark.ts';
import { defaultLimits } from './limits.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'deidbench-hostile-'));
  writeMiniDataset(join(dir, 'set'), 2);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Runs one scripted tool over two patients of four instances each. */
async function run(script: string, more: Partial<Manifest> = {}, limits: Partial<Limits> = {}): Promise<FoldedTool> {
  const tool = await scriptedTool(dir, 'tool', script, more);
  const asked = await requestFor(join(dir, 'set'), join(dir, 'run'), [tool], { limits: { ...defaultLimits(), ...limits } });
  await runBenchmark(asked, undisturbed());
  const [folded] = (await foldRun(asked.out)).tools;
  return folded!;
}

function outcomes(tool: FoldedTool): Partial<Record<InstanceOutcome, number>> {
  const sum: Partial<Record<InstanceOutcome, number>> = {};
  for (const { outcome } of tool.patients)
    for (const [name, n] of Object.entries(outcome) as [InstanceOutcome, number][]) sum[name] = (sum[name] ?? 0) + n;
  return sum;
}

const said = (tool: FoldedTool) => tool.findings.filter((finding) => finding.rule === 'intake').map((finding) => finding.explanation);

describe('what becomes of the instances of a tool that', () => {
  it('hangs: timeout, also with a child that left its session', async () => {
    const tool = await run(`execFileSync('setsid', ['-f', 'sleep', '300']); setInterval(() => {}, 1000);`, {}, { seconds: 2 });
    expect(outcomes(tool)).toEqual({ timeout: 8 });
  });

  it('says that all is well and writes nothing: refused', async () => {
    expect(outcomes(await run(``))).toEqual({ refused: 8 });
  });

  it('fails at once: tool-error', async () => {
    expect(outcomes(await run(`process.exit(3);`))).toEqual({ 'tool-error': 8 });
  });

  it('is killed: tool-error', async () => {
    expect(outcomes(await run(`process.kill(process.pid, 'SIGKILL');`))).toEqual({ 'tool-error': 8 });
  });

  it('takes all memory: out of memory', async () => {
    const eat = `const held = []; for (;;) { held.push(Buffer.alloc(16 << 20, 1)); execFileSync('sleep', ['0.02']); }`;
    expect(outcomes(await run(eat, {}, { memoryBytes: 256 * 2 ** 20, seconds: 60 }))).toEqual({ 'out-of-memory': 8 });
  });

  it('has a program that is not there: not installed', async () => {
    const tool = await run(``, { command: ['/no/such/program', '{input}', '{output}'] });
    expect(outcomes(tool)).toEqual({ 'not-installed': 8 });
    expect(tool.notes).toContain('not-installed: "/no/such/program" is not a program of this machine');
  });

  it('cuts a file short, and writes another that is no DICOM file', async () => {
    const tool = await run(
      `files.forEach(copy); truncateSync(join(output, files[0]), readFileSync(join(input, files[0])).length - 40); writeFileSync(join(output, files[1]), 'sorry');`,
    );
    expect(outcomes(tool)).toEqual({ ok: 6, partial: 1, 'invalid-output': 1 });
  });
});

describe('a tool that stops in the middle', () => {
  const stopsAtThird = `for (const [i, name] of files.entries()) { if (name.endsWith('000003.dcm')) process.exit(1); copy(name); }`;

  it('is called again file by file where its identifiers hold always', async () => {
    const tool = await run(stopsAtThird);
    expect(outcomes(tool)).toEqual({ ok: 7, 'tool-error': 1 });
    expect(tool.notes.join()).toContain('5 instances came out only when it was called again');
  });

  it('is called again patient by patient where they hold for one call', async () => {
    const tool = await run(stopsAtThird, { identifiers: 'per-invocation' });
    expect(outcomes(tool)).toEqual({ ok: 6, 'tool-error': 2 });
  });

  /** Names that tell nothing, a table of them beside, and an end at the third file of each call. */
  const stopsWithNames = `let table = 'from,to\\n'; for (const [i, name] of files.entries()) { if (name.endsWith('000003.dcm')) process.exit(1);
    const to = 'o' + Math.random().toString(36).slice(2) + '.dcm'; writeFileSync(join(output, to), readFileSync(join(input, name)));
    table += name + ',' + to + '\\n'; writeFileSync(join(MAP, 'map.csv'), table); }`;
  const table = (file: string) => ({ naming: 'map' as const, ignore: [], map: { file, from: 'from', to: 'to' } });

  it.each(['always', 'per-invocation'] as const)(
    'is called again where its names are free and its identifiers hold %s',
    async (identifiers) => {
      const tool = await run(stopsWithNames.replace('MAP', 'output'), { identifiers, output: { naming: 'free', ignore: ['map.csv'] } });
      expect(outcomes(tool)).toEqual(identifiers === 'always' ? { ok: 7, 'tool-error': 1 } : { ok: 6, 'tool-error': 2 });
    },
  );

  it.each(['map.csv', '{work}/map.csv'])('is called again for what its own table in %s does not name', async (file) => {
    const script = stopsWithNames.replace('MAP', file === 'map.csv' ? 'output' : 'process.cwd()');
    const tool = await run(script, { identifiers: 'per-invocation', output: table(file) });
    expect(outcomes(tool)).toEqual({ ok: 6, 'tool-error': 2 });
    expect(new Set(tool.patients.map(({ instances }) => instances.paired))).toEqual(new Set([2, 4]));
  });

  it('packs its results where nobody looks for them: no call again is said to have brought them', async () => {
    const tool = await run(`writeFileSync(join(output, 'all.tgz'), 'packed');`, { output: { naming: 'free', ignore: [] } });
    expect(outcomes(tool)).toEqual({ refused: 8 });
    expect(tool.notes.join()).not.toContain('came out');
  });

  it('is called again beyond a row of files that it never takes', async () => {
    rmSync(join(dir, 'set'), { recursive: true });
    writeMiniDataset(join(dir, 'set'), 6);
    const tool = await run(`for (const name of files) { if (Number(name.slice(-10, -4)) <= 12) process.exit(1); copy(name); }`);
    expect(outcomes(tool)).toEqual({ ok: 12, 'tool-error': 12 });
  });

  it('and left a link where a folder of its results is due leads no later file astray', async () => {
    mkdirSync(join(dir, 'elsewhere'));
    writeFileSync(join(dir, 'elsewhere', '000001.dcm'), 'not ours');
    const tool = await run(
      `if (files.length > 1) { symlinkSync(${JSON.stringify(join(dir, 'elsewhere'))}, join(output, '000001')); process.exit(1); } files.forEach(copy);`,
    );
    expect(outcomes(tool)).toEqual({ ok: 8 });
    expect(readdirSync(join(dir, 'elsewhere'))).toEqual(['000001.dcm']);
    expect(readFileSync(join(dir, 'elsewhere', '000001.dcm'), 'utf8')).toBe('not ours');
  });

  it('and left other things where files and folders of its results are due has them replaced', async () => {
    const tool = await run(
      `if (files.length > 1) { mkdirSync(join(output, files[0], 'x'), { recursive: true }); writeFileSync(join(output, files[0], 'x', 'y.dcm'), 'y'); writeFileSync(join(output, '000002'), ''); process.exit(1); } files.forEach(copy);`,
    );
    expect(outcomes(tool)).toEqual({ ok: 8 });
  });

  it('that takes one file a call may leave what it likes where the next results are due', async () => {
    const tool = await run(
      `mkdirSync(dirname(output), { recursive: true }); writeFileSync(output, readFileSync(input));
       for (const name of ['000002', '000003', '000004']) try { symlinkSync('/no/where', join(dirname(dirname(output)), name)); } catch {}`,
      { input: 'file' },
    );
    expect(outcomes(tool)).toEqual({ ok: 8 });
  });

  it('is not taken to have answered with copies that it never touched', async () => {
    const inPlace = `writeFileSync(join(output, files[0]), readFileSync(join(output, files[0]))); process.exit(1);`;
    const tool = await run(inPlace, { input: 'copy-in-place', identifiers: 'per-invocation' });
    expect(outcomes(tool)['tool-error']).toBeGreaterThanOrEqual(6);
  });
});

describe('what a tool may leave in its output', () => {
  it('never follows a link to a file of the machine or to a folder', async () => {
    const tool = await run(
      `files.slice(1).forEach(copy); mkdirSync(dirname(join(output, files[0])), { recursive: true }); symlinkSync('/etc/passwd', join(output, files[0])); symlinkSync('/', join(output, 'root'));`,
    );
    expect(outcomes(tool)).toEqual({ ok: 7, 'invalid-output': 1 });
    expect(said(tool).join()).toContain('symbolic link');
  });

  it('tells each kind of thing that it refused apart, so that each can be asked for', async () => {
    const tool = await run(
      `files.slice(2).forEach(copy); for (const name of files.slice(0, 2)) mkdirSync(dirname(join(output, name)), { recursive: true });
       symlinkSync('/etc/passwd', join(output, files[0])); execFileSync('mkfifo', [join(output, files[1])]); symlinkSync('/', join(output, 'root'));`,
    );
    const refused = tool.findings.filter(({ rule }) => rule === 'intake');
    expect(refused.map(({ tagPath, at }) => `${tagPath} ${at.length}`).toSorted()).toEqual([
      'pipe or device 1',
      'symbolic link 0',
      'symbolic link 1',
    ]);
    expect(new Set(refused.map(({ id }) => id)).size).toBe(3);
    for (const { id, explanation } of refused) expect((await explainFinding(join(dir, 'run'), id)).finding.explanation).toBe(explanation);
  });

  it('passes over folders whose paths are longer than the system takes, and removes them', async () => {
    const tool = await run(
      `files.forEach(copy); process.chdir(output); for (let i = 0; i < 30; i += 1) { mkdirSync('d'.repeat(200)); process.chdir('d'.repeat(200)); } writeFileSync('x.dcm', 'x');`,
    );
    expect(outcomes(tool)).toEqual({ ok: 8 });
    expect(said(tool).join()).toMatch(/cannot be read|deeper than is followed/);
    expect(readdirSync(join(dir, 'run', 'work'))).toEqual([]);
  });

  it('follows no link from its results to their table', async () => {
    const output = { naming: 'map' as const, ignore: [], map: { file: 'tables/map.csv', from: 'from', to: 'to' } };
    const rows = 'from,to\n000001/000001.dcm,000001/000002.dcm\n000001/000002.dcm,000001/000001.dcm\n';
    mkdirSync(join(dir, 'elsewhere'));
    writeFileSync(join(dir, 'elsewhere', 'map.csv'), rows);
    const tool = await run(`files.forEach(copy); symlinkSync(${JSON.stringify(join(dir, 'elsewhere'))}, join(output, 'tables'));`, {
      output,
    });
    expect(outcomes(tool)).toEqual({ ok: 8 });
    expect(said(tool).join()).toContain('symbolic link');
  });

  it('opens no pipe', async () => {
    const tool = await run(`files.forEach(copy); execFileSync('mkfifo', [join(output, 'pipe.dcm')]);`);
    expect(outcomes(tool)).toEqual({ ok: 8 });
    expect(said(tool)).toEqual([expect.stringContaining('pipe')]);
  });

  it('bears names with line breaks, and files that claim to be huge', async () => {
    const tool = await run(
      `files.forEach(copy); writeFileSync(join(output, 'a\\nb.dcm'), 'x'); writeFileSync(join(output, 'huge.dcm'), ''); truncateSync(join(output, 'huge.dcm'), 2 ** 40);`,
    );
    expect(outcomes(tool)).toEqual({ ok: 8 });
    expect(said(tool).join()).toContain('larger than any');
  });

  it('writes every file under a name that is not UTF-8: they are its answers all the same', async () => {
    const tool = await run(
      `files.forEach((name, i) => copyFileSync(join(input, name), Buffer.from(join(output, 'M\xfcller ' + i + '.dcm'), 'latin1')));`,
      { output: { naming: 'free', ignore: [] } },
    );
    expect(outcomes(tool)).toEqual({ ok: 8 });
    expect(said(tool)).toEqual([]);
  });

  it('finds the answer key and the curated twins hidden, and its input unharmed', async () => {
    const key = join(dir, 'set', 'answers.db');
    const before = readFileSync(key);
    const tool = await run(`files.forEach(copy);
      for (const path of ${JSON.stringify([key, join(dir, 'set', 'reference')])}) try { rmSync(path, { recursive: true }); console.log('REACHED'); } catch (error) { console.log(error.code); }
      try { writeFileSync(join(input, files[0]), 'harm'); } catch {}`);
    const isolated = tool.attempts[0]!.isolation;
    expect(outcomes(tool)).toEqual({ ok: 8 });
    // Without isolation nothing hides the key; the run says so, and the report with it.
    expect(!isolated.hiddenRun || readFileSync(key).equals(before)).toBe(true);
    expect(existsSync(join(dir, 'set', 'input'))).toBe(true);
  });
});

describe('two runs in one folder', () => {
  it('are refused while the first one is at it', async () => {
    const tool = await scriptedTool(dir, 'slow', `execFileSync('sleep', ['2']); files.forEach(copy);`);
    const asked = await requestFor(join(dir, 'set'), join(dir, 'run'), [tool]);
    const first = runBenchmark(asked, undisturbed());
    await new Promise((done) => setTimeout(done, 800));
    await expect(runBenchmark(asked, undisturbed())).rejects.toMatchObject({ code: 'LOCKED' });
    await first;
  });
});
