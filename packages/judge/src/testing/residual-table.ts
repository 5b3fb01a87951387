import { identifier } from '../identifiers/identifier.ts';
import { judgeUnit } from '../unit/judge-unit.ts';
import type { Judged } from '../unit/types.ts';
import { PLACES, type HidingPlace } from './places.ts';
import { ORIGINALS, type Case } from './unit-case.ts';

/** An identifier written in one encoding. */
export interface Writing {
  name: string;
  kind: 'name' | 'direct-number';
  text: string;
  bytes: Uint8Array;
}

const utf16be = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16();

export const WRITINGS: readonly Writing[] = [
  { name: 'ASCII', kind: 'name', text: 'Hollister^Marguerite', bytes: Buffer.from('MARGUERITE HOLLISTER') },
  { name: 'number', kind: 'direct-number', text: '4839-20175', bytes: Buffer.from('483920175') },
  { name: 'Latin-1', kind: 'name', text: 'Müller^Zoë', bytes: Buffer.from('Zoë Müller', 'latin1') },
  { name: 'UTF-8', kind: 'name', text: 'Müller^Zoë', bytes: Buffer.from('müller, zoë') },
  { name: 'UTF-16LE', kind: 'name', text: 'Hollister^Marguerite', bytes: Buffer.from('Hollister, Marguerite', 'utf16le') },
  { name: 'UTF-16BE', kind: 'name', text: 'Hollister^Marguerite', bytes: utf16be('Hollister^Marguerite') },
  {
    name: 'ISO 2022 IR 87',
    kind: 'name',
    text: '山田^太郎左衛門',
    bytes: Buffer.from('\u001b$B;3ED\u001b(B^\u001b$BB@O::81RLg\u001b(B', 'latin1'),
  },
  { name: 'ISO 2022 IR 149', kind: 'name', text: '김^희중선', bytes: Buffer.from('1b2429431b242943b1e85e1b242943c8f1c1dfbcb1', 'hex') },
];

/** Plants one writing at one place of one file of the clean twin and judges it. */
export function judgePlanted(unit: Case, place: HidingPlace, writing: Writing): Judged {
  const name = '000001/000001.dcm';
  const clean = unit.clean.get(name)!;
  const dataset = { ...clean, elements: [...clean.elements], meta: [...clean.meta!] };
  place.put(dataset, writing.bytes);
  const patient = ORIGINALS[0]!.id;
  const identifiers = { byPatient: new Map([[patient, [identifier(patient, writing.kind, writing.text, true)!]]]), hidden: new Map() };
  return judgeUnit(unit.deliver(new Map([[name, dataset]]), { identifiers, instances: unit.input.instances.slice(0, 1) }));
}

/** The table of docs/residual-scan.md: how many of each writing were found at each place, of how many planted. */
export function residualTable(unit: Case): string {
  const head = ['place', 'weighs as', ...WRITINGS.map(({ name }) => name)];
  const rows = PLACES.map((place) => {
    const cells = WRITINGS.map((writing) => {
      const leaks = judgePlanted(unit, place, writing).findings.filter(({ leak }) => leak);
      return leaks.length === 1 && leaks[0]?.place === place.place ? '1/1' : `0/1`;
    });
    return [place.name, place.place, ...cells];
  });
  const found = rows.flat().filter((cell) => cell === '1/1').length;
  const widths = head.map((_, i) => Math.max(3, ...[head, ...rows].map((cells) => cells[i]!.length)));
  const line = (cells: string[]): string => `| ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join(' | ')} |`;
  const lines = [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)];
  return `${lines.join('\n')}\n\n${found} of ${PLACES.length * WRITINGS.length} found, each as one finding with its place.\n`;
}

const START = '<!-- table: packages/judge/scripts/residual-table.ts -->\n';
const END = '<!-- end of table -->';

/** A page with the table between its two marks replaced. */
export function replaceTable(page: string, table: string): string {
  const from = page.indexOf(START);
  const to = page.indexOf(END);
  if (from < 0 || to < from) throw new Error('the page lacks the marks of the table');
  return `${page.slice(0, from + START.length)}\n${table}\n${page.slice(to)}`;
}
