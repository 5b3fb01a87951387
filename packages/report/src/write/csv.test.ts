import { describe, expect, it } from 'vitest';
import { textCell } from './csv.ts';

describe('a text cell', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '|calc', '%0', '＝1+1', '＋1', '－1', '＠A'])(
    'is no formula: %j',
    (text) => {
      expect(textCell(text)).toMatch(/^"?'/u);
    },
  );

  it('holds nothing that a terminal or a viewer would obey', () => {
    expect(textCell('a\u0000b\u001b[2J\u009bc\u202ed\u2066e')).toBe('a b [2J c d e');
  });

  it('is never longer than a spreadsheet takes', () => {
    expect(textCell('x'.repeat(1_000_000)).length).toBeLessThan(32_767);
  });

  it('leaves ordinary text as it is, quoted where it must be', () => {
    expect([textCell('Müller, "A"'), textCell('1.2.840'), textCell('שלום')]).toEqual(['"Müller, ""A"""', '1.2.840', 'שלום']);
  });
});
