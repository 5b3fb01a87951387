import { setElement, textElement, writeDicom, type WDataset } from '@deidbench/dicom';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ctImage } from '../testing/case.ts';
import { makeCase, ORIGINALS, type Case } from '../testing/unit-case.ts';
import { pairUnit, type Pairing } from './pair-unit.ts';

let unit: Case;
beforeAll(() => (unit = makeCase()));
afterAll(() => unit.remove());

const pair = (files: Map<string, WDataset | Uint8Array>): Pairing => pairUnit(unit.deliver(files, { strangers: true }));

/** Images of other people, of the same size and class, numbered alike. */
function others(rename: (name: string, i: number) => string, change: (d: WDataset, i: number) => void = () => {}): Map<string, WDataset> {
  return new Map(
    [...unit.clean.keys()].map((name, i) => {
      const number = (i % 3) + 1;
      const shot = {
        person: ORIGINALS[0]!,
        root: '2.25.9',
        number,
        seed: 5000 + i * 77,
        date: '20200101',
        reference: '',
        corner: 'image',
        identityRemoved: true,
      } as const;
      const dataset = ctImage(shot);
      change(dataset, i);
      return [rename(name, i), dataset];
    }),
  );
}

const elsewhere = (d: WDataset, i: number): void => {
  setElement(d, textElement(0x00200032, 'DS', `-12.5${i}\\33.125\\${100 + i * 3.75}`));
  setElement(d, textElement(0x00180050, 'DS', '1.25'));
  setElement(d, textElement(0x00200013, 'IS', String(40 + i)));
};

it('pairs unrelated images neither by content nor by the same path', () => {
  expect(pair(others((_, i) => `x${i}.dcm`)).pairs).toEqual([]);
  expect(pair(others((name) => name, elsewhere)).pairs).toEqual([]);
});

it('pairs what belongs together by path, by a kept SOP Instance UID, or by its pixels', () => {
  expect(new Set(pair(unit.clean).pairs.map(({ by }) => by))).toEqual(new Set(['path']));
  const renamed = (files: Map<string, WDataset>) => new Map([...files.values()].map((dataset, i) => [`deep/er/${9 - i}`, dataset]));
  expect(pair(renamed(unit.originals)).pairs.map(({ by }) => by)).toEqual(Array<string>(6).fill('map'));
  expect(pair(renamed(unit.clean)).pairs.map(({ ordinal, by }) => `${ordinal} ${by}`)).toEqual(
    [0, 1, 2, 3, 4, 5].map((i) => `${i} content`),
  );
});

it('keeps an unreadable file for the input whose name it has', () => {
  const files = new Map<string, WDataset | Uint8Array>([...unit.clean].map(([name, d]) => [name, writeDicom(d)]));
  files.set('000001/000001.dcm', Buffer.from('no image'));
  expect(pair(files).pairs).toHaveLength(6);
});
