import type { IdentifierKind } from '@deidbench/core/model';
import { expect, it } from 'vitest';
import { identifier, type Identifier } from '../identifiers/identifier.ts';
import { unifyDates } from '../identifiers/unify-dates.ts';
import { identifiersIn } from './box-identifiers.ts';

const known = (...rows: [IdentifierKind, string][]): Identifier[] => rows.map(([kind, text]) => identifier('1', kind, text, true)!);
const AMY = known(['name', 'Moreno^Amy'], ['birth-date', '19860905'], ['event-date', '20180206'], ['direct-number', '4839201']);

it.each<[string, string, readonly Identifier[], string[]]>([
  [
    'each known identifier, in the form in which it was drawn',
    'MORENO AMY [F] 06.02.2018\nDOB: 05.09.1986',
    AMY,
    ['birth-date 19860905', 'event-date 20180206', 'name Moreno^Amy'],
  ],
  [
    'what is not known by its looks',
    'MORENO AMY [F] 06.02.2018\nDOB: 05.09.1986 ID 4839201',
    [],
    ['birth-date 05.09.1986', 'direct-number 4839201', 'event-date 06.02.2018', 'name MORENO AMY'],
  ],
  ['an identifier that is drawn twice once', 'AMY MORENO 4839201 MORENO, AMY', AMY, ['direct-number 4839201', 'name Moreno^Amy']],
  ['no part of a longer number', 'ID 14839201', AMY, ['direct-number 14839201']],
  ['a name alone, known or not', 'Wilhelmina Strand', AMY, ['name Wilhelmina Strand']],
  ['a text that is only marks as the row says it', '--', AMY, ['name --']],
])('finds in a burned-in text %s', (_, text, identifiers, expected) => {
  expect(
    identifiersIn(text, identifiers, 'name')
      .map((found) => `${found.kind} ${found.text}`)
      .toSorted(),
  ).toEqual(expected);
});

it('takes two writings of one day for one identifier', () => {
  const norms = unifyDates(known(['birth-date', '19860905'], ['birth-date', '05.09.1986'], ['event-date', '1.2.2003'])).map(
    ({ norm }) => norm,
  );
  expect(norms).toEqual(['19860905', '19860905', '122003']);
});
