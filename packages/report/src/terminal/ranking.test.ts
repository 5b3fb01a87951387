import { describe, expect, it } from 'vitest';
import { rankTools } from '../rank/rank-tools.ts';
import { syntheticFold } from '../testing/synthetic-fold.ts';
import { formatRanking } from './ranking.ts';

const results = rankTools(syntheticFold());

describe('the ranking on the terminal', () => {
  it('shows controls at the ends of the scale, ties, and says what a leak is and whether to trust it', () => {
    const text = formatRanking(results, { columns: 140, color: false });
    expect(text).toMatchSnapshot();
  });

  it('fits 80 columns', () => {
    for (const line of formatRanking(results, { columns: 80, color: false }).split('\n').slice(0, 15))
      expect(line.length).toBeLessThanOrEqual(80);
  });

  it('has no escape sequence without colour and keeps its columns with it', () => {
    expect(formatRanking(results, { columns: 120, color: false })).not.toContain('\u001b');
    const coloured = formatRanking(results, { columns: 120, color: true });
    expect(coloured).toContain('\u001b[');
    expect(coloured.replaceAll(/\u001b\[\d+m/gu, '')).toBe(formatRanking(results, { columns: 120, color: false }));
  });

  it('lets no control character of a tool name through', () => {
    const hostile = structuredClone(results);
    Object.assign(hostile.tools[0] ?? {}, { id: 'bad\u001b[2J\u202etool' });
    expect(formatRanking(hostile, { columns: 120, color: false })).not.toMatch(/[\u001b\u202e]/u);
  });

  it('says why a tool that is here could not be run', () => {
    const fold = syntheticFold();
    const tool = fold.tools.find(({ control }) => !control)!;
    for (const patient of tool.patients) patient.outcome = { 'not-installed': patient.instances.expected };
    tool.notes.push('not-installed: "/nope/python" is not a program of this machine');
    const text = formatRanking(rankTools(fold), { columns: 100, color: false });
    expect(text).toContain(`Could not be run, so not ranked:\n  ${tool.id} (${tool.profile}): not-installed: "/nope/python" is not`);
    expect(formatRanking(results, { columns: 100, color: false })).not.toContain('Could not be run');
  });

  it('names tools that are not here with the remedy', () => {
    expect(formatRanking(results, { columns: 100, color: false })).toContain('tool-hazel: not here; set HAZEL_HOME to its folder');
  });
});
