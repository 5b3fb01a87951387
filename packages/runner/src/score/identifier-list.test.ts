import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readIdentifierList } from './identifier-list.ts';

const dir = mkdtempSync(join(tmpdir(), 'list-'));
afterAll(() => rmSync(dir, { recursive: true }));

function read(content: string | Buffer): ReturnType<typeof readIdentifierList> {
  writeFileSync(join(dir, 'list.csv'), content);
  return readIdentifierList(join(dir, 'list.csv'));
}

const LIST = 'Patient,Text\r\nA1,"Lüdke, Jürgen"\r\n\r\n,70316284\r\n';
const ROWS = [
  { line: 2, patient: 'A1', text: 'Lüdke, Jürgen' },
  { line: 4, text: '70316284' },
];

it.each<[string, string | Buffer]>([
  ['commas', LIST],
  ['semicolons', 'Patient;Text\nA1;"Lüdke, Jürgen"\n\n;70316284'],
  ['tabs', 'Patient\tText\nA1\tLüdke, Jürgen\n\n\t70316284\n'],
  ['a mark at the beginning', `\uFEFF${LIST}`],
  ['UTF-16', Buffer.from(`\uFEFF${LIST}`, 'utf16le')],
  ['UTF-16 of the other order', Buffer.from(`\uFEFF${LIST}`, 'utf16le').swap16()],
  ['the single-byte set of Windows', Buffer.from(LIST, 'latin1')],
])('reads a list of identifiers with %s', (_, content) => {
  expect(read(content)).toEqual(ROWS);
});

it('says what a list without its column lacks', () => {
  expect(() => read('name;id\nLüdke;7\n')).toThrow('its header has no column "text" (found 2 columns)');
  expect(() => readIdentifierList(dir)).toThrow('no such file');
});
