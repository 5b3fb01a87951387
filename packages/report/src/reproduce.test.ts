import { describe, expect, it } from 'vitest';
import { rankTools } from './rank/rank-tools.ts';
import { commandLine, reproduceFinding, reproduceRun, reproduceTool } from './reproduce.ts';
import { syntheticFold } from './testing/synthetic-fold.ts';

const results = rankTools(syntheticFold());
const from = (provenance: Record<string, unknown>) => ({ ...results, provenance });
const tool = { id: 'dcmjs', profile: 'default' };

describe('the command that makes a figure again', () => {
  it('quotes what a shell would take apart, and leaves the name of the home folder out', () => {
    expect(commandLine(['deidbench', 'run', '--out', '/home/ana/my runs/$(x)', '--name', "it's", '/home/anabel'], '/home/ana')).toBe(
      `deidbench run --out ~/'my runs/$(x)' --name 'it'\\''s' /home/anabel`,
    );
  });

  it('is the recorded one, after the generation of the dataset', () => {
    const source = { kind: 'synth', preset: 'midi-1.1', seed: 7, difficulty: 'edge', scale: 0.02 };
    const command = 'deidbench run --dataset data/a --tools dcmjs --out runs/a';
    expect(reproduceRun(from({ kind: 'run', source, dataset: 'data/a', command })).split('\n')).toEqual([
      'deidbench synth --preset midi-1.1 --seed 7 --difficulty edge --scale 0.02 --out data/a',
      command,
    ]);
  });

  it('asks for the folder of real objects where the dataset was planted into some', () => {
    const source = { kind: 'synth', preset: 'base', seed: 5, difficulty: 'normal' };
    expect(reproduceRun(from({ kind: 'run', source, dataset: 'd' })).split('\n')[0]).toBe(
      'deidbench synth --base REAL_OBJECTS --seed 5 --difficulty normal --out d',
    );
  });

  it('is that of every part and their merging for a merged run', () => {
    const mergedFrom = [1, 2].map((i) => ({ command: `deidbench run --dataset d --tools all --shard ${i}/2 --out 's ${i}'` }));
    expect(reproduceRun(from({ mergedFrom })).split('\n').at(-1)).toBe(`deidbench merge 's 1' 's 2' --out MERGED`);
  });

  it('names one tool by its id, a curated set as the control that copies it, an adapter of a folder by the whole command', () => {
    expect(reproduceTool(from({ dataset: '~/my data' }), tool)).toBe("deidbench run --dataset ~/'my data' --tools dcmjs:default --out RUN");
    const curated = { id: 'human-curation', profile: 'default', control: 'human-curation' };
    expect(reproduceTool(from({}), curated)).toContain('--tools oracle --out');
    const command = 'deidbench run --dataset d --tools ./mine,dcmjs --out r';
    expect(reproduceTool(from({ command }), { id: 'my-tool', profile: 'default' })).toBe(command);
    expect(reproduceTool(from({ command }), tool)).toContain('--tools dcmjs:default');
  });

  it('runs the one file that shows a finding, all files where the finding compares files, the part of a run of a part', () => {
    const finding = { rule: 'key', action: 'text_removed', example: { ordinal: 6, path: '000007.dcm' } } as const;
    const run = from({ dataset: 'd', command: 'deidbench run --dataset d --tools all --out r' });
    expect(reproduceFinding(run, tool, finding)).toBe('deidbench run --dataset d --tools dcmjs:default --only 000007.dcm --out RUN');
    const all = 'deidbench run --dataset d --tools dcmjs:default --out RUN';
    expect(reproduceFinding(run, tool, { ...finding, action: 'uid_consistent' })).toBe(all);
    for (const rule of ['uids', 'dates', 'swapped', 'intake'])
      expect(reproduceFinding(run, tool, { rule, example: finding.example })).toBe(all);
    const part = from({ dataset: 'd', command: "deidbench run --dataset d --only 'A 1' --tools all --out r" });
    expect(reproduceFinding(part, tool, finding)).toBe("deidbench run --dataset d --tools dcmjs:default --only 'A 1' --out RUN");
  });

  it('judges a folder again where a folder was judged, never runs its name as a tool', () => {
    expect(reproduceTool(from({ kind: 'scan' }), tool)).toContain('deidbench scan --input ORIGINALS');
    const command = 'deidbench score --answers a.db --deid out --uid-map u.csv --patient-map p.csv --out r';
    expect(reproduceTool(from({ kind: 'score', command }), tool)).toBe(command);
  });
});
