import { describe, expect, it } from 'vitest';
import { mapRows } from './map-rows.ts';

const MAP = { from: 'old', to: 'new' };

describe('the rows of a map', () => {
  it.each([
    ['plain cells', 'old,new\na,b\nc,d\n', ['a>b', 'c>d']],
    ['columns in any place, and lines that end in either way', 'x,new,y,old\r\n1,b,2,a\r\n', ['a>b']],
    ['a comma in quotes', 'old,new\n"a, b","c,d"\n', ['a, b>c,d']],
    ['quotes in quotes', 'old,new\n"say ""a""",b\n', ['say "a">b']],
    ['a line end in quotes', 'old,note,new\na,"two\nlines",b\nc,,d\n', ['a>b', 'c>d']],
    ['quoted heads, blanks around cells, and a mark of the encoding', '\ufeff"old" , "new"\n "a" ,\tb \n', ['a>b']],
    ['a quote inside a cell', `old,new\n5" disk,b\n`, ['5" disk>b']],
    ['a quote that nothing closes', 'old,new\n"a,b\nc,d\n', ['"a>b', 'c>d']],
    ['no last line end', 'old,new\na,b', ['a>b']],
    ['rows that lack one of the two', 'old,new\na,\n,b\na\n\nc,d', ['c>d']],
    ['a column that is not there', 'old,newer\na,b\n', []],
    ['nothing', '', []],
  ])('%s', (_, text, rows) => {
    expect(mapRows(text, MAP).map(([from, to]) => `${from}>${to}`)).toEqual(rows);
  });

  it('are read in a time that grows with the text, whatever stands in it: with its square, the test would never end', () => {
    const odd = ['"a'.repeat(2e5), '"\n'.repeat(1e5), `"${'""'.repeat(1e5)}\n`.repeat(2), `${' '.repeat(4e5)}x`, `"${'a'.repeat(2e7)}`];
    expect(odd.map((text) => mapRows(`old,new\n${text}`, MAP).length)).toEqual([0, 0, 0, 0, 0]);
  });
});
