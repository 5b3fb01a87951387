import { afterAll, beforeAll, expect, it } from 'vitest';
import { maskText } from '@deidbench/core/model';
import { identifier } from '../identifiers/identifier.ts';
import { makeCase, ORIGINALS, type Case } from '../testing/unit-case.ts';
import { judgeUnit } from '../unit/judge-unit.ts';

let unit: Case;
beforeAll(() => (unit = makeCase()));
afterAll(() => unit.remove());

const PATIENT = ORIGINALS[0]!.id;

/** What a report shows of the leaks behind the data set. */
function shown(name: string, trailing: Uint8Array): string[] {
  const files = new Map(unit.clean);
  const [first = ''] = files.keys();
  files.set(first, { ...files.get(first)!, trailing });
  const identifiers = { byPatient: new Map([[PATIENT, [identifier(PATIENT, 'name', name, true)!]]]), hidden: new Map() };
  const { findings } = judgeUnit(unit.deliver(files, { identifiers }));
  return findings.filter(({ leak }) => leak).map(({ actual }) => maskText(actual ?? ''));
}

it.each([
  ['UTF-16', 'Vantongeren^Pieter', Buffer.from('Vantongeren^Pieter', 'utf16le'), 'V██████████^P█████'],
  ['UTF-8', 'Παπαδάκης^Νίκος', Buffer.from('Παπαδάκης^Νίκος', 'utf8'), 'Π████████^Ν████'],
  ['ISO 2022', '山本^晴子', Buffer.from('\u001b$B;3K\\\u001b(B^\u001b$B@2;R\u001b(B', 'latin1'), '山█^晴█'],
])('a name found in %s is shown as it reads, so that it is masked', (_encoding, name, bytes, masked) => {
  expect(shown(name, bytes)).toEqual([masked]);
});
