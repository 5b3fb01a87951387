import { describe, expect, it } from 'vitest';
import { identifier } from '../../identifiers/identifier.ts';
import { findIdentifiers } from './find.ts';
import { patternsOf } from './patterns.ts';

const patterns = patternsOf([identifier('1', 'name', 'Grünwäller^Jörgen', true)!]);
const found = (text: string): string[] => findIdentifiers(patterns, Buffer.from(text, 'utf8'), () => '').map(({ encoding }) => encoding);

describe('a family name beyond ASCII is found', () => {
  it.each([
    ['in an address of the Web', 'name=Gr%C3%BCnw%C3%A4ller&x=1', 'escapes'],
    ['with other hexadecimal digits', 'name=gr%c3%bcnw%c3%a4ller', 'escapes'],
    ['in HTML', '<td>Gr&#252;nw&#228;ller</td>', 'escapes'],
    ['in XML', '<n>Gr&#xFC;nw&#xE4;ller</n>', 'escapes'],
    ['in JSON', String.raw`{"last":"Gr\u00fcnw\u00e4ller"}`, 'escapes'],
    ['in capitals', 'GR%C3%9CNW%C3%84LLER', 'escapes'],
    ['encoded twice', 'GrÃ¼nwÃ¤ller', 'UTF-8 twice'],
    ['as UTF-8', 'Grünwäller', 'UTF-8'],
  ])('%s', (_, text, encoding) => {
    expect(found(text)).toEqual([encoding]);
  });
});

it('a name of ASCII letters has no escapes, and a part of a longer word is none', () => {
  expect(patternsOf([identifier('1', 'name', 'Hollister', true)!]).patterns.filter(({ encoding }) => encoding === 'escapes')).toEqual([]);
  expect(found('Gr%C3%BCnw%C3%A4llers')).toEqual([]);
});
