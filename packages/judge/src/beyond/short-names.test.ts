import { textElement, setElement, type WDataset } from '@deidbench/dicom';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { identifier, type Identifier } from '../identifiers/identifier.ts';
import { makeCase, ORIGINALS, type Case } from '../testing/unit-case.ts';
import { judgeUnit } from '../unit/judge-unit.ts';

let unit: Case;
beforeAll(() => (unit = makeCase()));
afterAll(() => unit.remove());

const PATIENT = ORIGINALS[0]!.id;
const NAME = 'Jeong^Mia';
const preamble = (): Uint8Array => Buffer.from(`exported for JEONG`.padEnd(128, ' '), 'latin1');

/** Places of the leaks after a change of the first file of the clean twin, for a patient with a short name. */
function leaks(change: (dataset: WDataset) => WDataset): string[] {
  const files = new Map(unit.clean);
  const [name = ''] = files.keys();
  files.set(name, change({ ...files.get(name)!, elements: [...files.get(name)!.elements], meta: [...files.get(name)!.meta!] }));
  const known: Identifier[] = [identifier(PATIENT, 'name', NAME, true)!];
  const identifiers = { byPatient: new Map([[PATIENT, known]]), hidden: new Map() };
  return judgeUnit(unit.deliver(files, { identifiers }))
    .findings.filter(({ leak }) => leak)
    .map(({ tagPath }) => tagPath);
}

it.each<[string, (dataset: WDataset) => WDataset, string[]]>([
  ['nowhere in a clean file', (d) => d, []],
  ['in the preamble', (d) => ({ ...d, preamble: preamble() }), ['preamble']],
  [
    'in the file meta information',
    (d) => {
      setElement({ elements: d.meta! }, textElement(0x00020016, 'AE', 'JEONG'));
      return d;
    },
    ['<(0002,0016)>'],
  ],
  ['behind the data set', (d) => ({ ...d, trailing: Buffer.from(' JEONG ', 'latin1') }), ['trailing']],
])('a name of five letters is found %s', (_place, change, expected) => {
  expect(leaks(change)).toEqual(expected);
});

it.each([
  ['李^明', 'GB18030', '患者李明复查', 'LT'],
  ['山田^太郎', 'ISO 2022 IR 87', '山田様', 'LT'],
  ['山本^晴子', 'ISO 2022 IR 87', '患者山本様', 'LO'],
])('a name of two characters, %s, is found in a text of %s', (name, charset, text, vr) => {
  const files = new Map(unit.clean);
  const [first = ''] = files.keys();
  const dataset = { ...files.get(first)!, elements: [...files.get(first)!.elements] };
  const charsets = charset.startsWith('ISO 2022') ? ['', charset] : [charset];
  setElement(dataset, textElement(0x00080005, 'CS', charsets.join('\\')));
  setElement(dataset, textElement(0x00104000, vr, text, charsets));
  files.set(first, dataset);
  const identifiers = { byPatient: new Map([[PATIENT, [identifier(PATIENT, 'name', name, true)!]]]), hidden: new Map() };
  const { findings } = judgeUnit(unit.deliver(files, { identifiers }));
  expect(findings.filter(({ leak }) => leak).map(({ tagPath }) => tagPath)).toEqual(['<(0010,4000)>']);
});

it('a short name with a typographic apostrophe is the one with a plain one', () => {
  const files = new Map(unit.clean);
  const [first = ''] = files.keys();
  const dataset = { ...files.get(first)!, elements: [...files.get(first)!.elements] };
  setElement(dataset, textElement(0x00080005, 'CS', 'ISO_IR 192'));
  setElement(dataset, textElement(0x00104000, 'LT', 'seen with O’Dea', ['ISO_IR 192']));
  files.set(first, dataset);
  const identifiers = { byPatient: new Map([[PATIENT, [identifier(PATIENT, 'name', "O'Dea^Una", true)!]]]), hidden: new Map() };
  const { findings } = judgeUnit(unit.deliver(files, { identifiers }));
  expect(findings.filter(({ leak }) => leak).map(({ tagPath }) => tagPath)).toEqual(['<(0010,4000)>']);
});
