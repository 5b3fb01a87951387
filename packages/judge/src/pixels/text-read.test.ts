import { describe, expect, it } from 'vitest';
import { textRead } from './text-read.ts';

describe('a planted text beside what a reader read', () => {
  it.each<[string, string, number, number]>([
    ['MORENO AMY [F]\nDOB: 06.02.2018', 'MORENOAMY[F]DOB:06.02.2018', 3, 3],
    ['MORENO AMY [F]\nDOB: 06.02.2018', 'DOB: [F]', 3, 0],
    ['FERNÁNDEZ^ZOË', 'FERNANDEZ*ZOE', 2, 2],
    ['Bjørn Großmann', 'Bjorn Grossmann', 2, 2],
    ['Olga Walker', '0lga_Walker', 2, 2],
    ['16.01.1972', '16.011972', 1, 1],
    ['Walker', 'ANONYMOUS 01', 1, 0],
    ['Moreno Amy J', 'JOHN DOE', 2, 0],
    ['Ng Li', 'N6 1I', 2, 0],
    ['Ibrahim^Margaret', 'IBRAHINAMARGARET', 2, 2],
    ['Quintero', 'UINTERO ID', 1, 0],
    ['Quintero', 'QVINTEPO', 1, 0],
    ['Walker', 'Walter', 1, 0],
    ['5477979 19390501', '5477978 19390502', 2, 0],
  ])('%j read as %j', (planted, read, tokens, found) => {
    expect(textRead(planted, read)).toEqual({ tokens, read: found });
  });

  it('takes in every way that a box was read', () => {
    expect(textRead('Ibrahim Hannah', 'Tbrahim', 'Ibrahim', 'Hannah')).toEqual({ tokens: 2, read: 2 });
  });

  it('has nothing to compare in a text without letters and digits', () => {
    expect(textRead('[F] --', 'anything')).toBeUndefined();
  });
});
