import { setElement, textElement, type WDataset, type WElement } from '@deidbench/dicom';
import type { Finding } from '@deidbench/core/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setText, UID } from '../testing/case.ts';
import { copies, mapUids, type Change } from '../testing/change.ts';
import { PLACES } from '../testing/places.ts';
import { judgePlanted, WRITINGS } from '../testing/residual-table.ts';
import { rleOf16Bits } from '../testing/rle.ts';
import { makeCase, ORIGINALS, type Case } from '../testing/unit-case.ts';
import { judgeUnit } from '../unit/judge-unit.ts';

let unit: Case;
beforeAll(() => (unit = makeCase()));
afterAll(() => unit.remove());

const FIRST = '000001/000001.dcm';
const SECOND = '000001/000002.dcm';
const NEW_ROOTS = ['2.25.338.77001', '2.25.338.88002'] as const;

const findings = (change: Change, only?: string): Finding[] => judgeUnit(unit.deliver(copies(unit.clean, change, only))).findings;
const short = ({ rule, action, label, tagPath, at }: Finding): string =>
  [rule, action, label, tagPath, at.join(',')].filter(Boolean).join(' ');
const elementOf = (dataset: WDataset, tag: number): WElement => dataset.elements.find((element) => element.tag === tag)!;

describe('an identifier hidden anywhere in a clean file is one finding', () => {
  it.each(PLACES.map((place) => [place.name, place] as const))('%s', (_, place) => {
    const found = judgePlanted(unit, place, WRITINGS[0]!).findings;
    // Text written over pixels is a changed image besides.
    const told = found.filter(({ leak }) => leak || place.name !== 'pixel bytes');
    expect(told.map(({ leak, kind, place: at }) => `${leak} ${kind} ${at}`)).toEqual([`true name ${place.place}`]);
  });
});

describe('identities that no longer hold together', () => {
  it('a patient split in two: one image under another Patient ID', () => {
    expect(findings((d) => setText(d, 0x00100020, 'LO', 'SET-007'), FIRST).map(short)).toEqual([
      'key patid_consistent bug <(0010,0020)> 0',
    ]);
  });

  it('a study split in two: one image under another Study Instance UID', () => {
    expect(findings((d) => setText(d, 0x0020000d, 'UI', '2.25.99'), SECOND).map(short)).toEqual(['key uid_consistent bug <(0020,000d)> 1']);
  });

  it('a series of one patient given to the other', () => {
    const swapped = findings((d) => setText(d, 0x00100020, 'LO', 'SET-002'), FIRST).map(short);
    expect(swapped).toContain('key patid_consistent bug <(0010,0020)> 0');
    expect(new Set(swapped.map((text) => text.split(' ').at(-2)))).toEqual(new Set(['<(0010,0020)>']));
  });

  it('references that all lead to another instance of the series', () => {
    const other = UID.sop(NEW_ROOTS[0], 3);
    const led = findings((d) => {
      const [item] = elementOf(d, 0x00081140).value as { elements: WElement[] }[];
      setElement(item!, textElement(0x00081155, 'UI', other));
    }, SECOND);
    expect(led.map(short)).toEqual(['key uid_consistent bug <(0008,1140)>[<0000>]<(0008,1155)> 1']);
  });

  it('all UIDs collapsed to one', () => {
    const merged = findings((d) => mapUids(d, () => '2.25.4711'));
    expect(new Set(merged.map(({ rule, label }) => `${rule} ${label}`))).toEqual(new Set(['uids bug']));
    expect(judgeUnit(unit.deliver(copies(unit.clean, (d) => mapUids(d, () => '2.25.4711')))).collidingUids).toBe(1);
  });
});

describe('pixels stored in another way', () => {
  const rle: Change = (d) => {
    setElement(d, rleOf16Bits(elementOf(d, 0x7fe00010).value as Uint8Array));
    d.transferSyntax = '1.2.840.10008.1.2.5';
  };

  it('are by policy where the image is the same, and none without a key', () => {
    expect(findings(rle, FIRST).map(short)).toEqual(['key pixels_retained by policy <(7fe0,0010)> 0']);
    const { key: _key, ...input } = unit.deliver(copies(unit.clean, rle, FIRST));
    expect(judgeUnit(input).findings).toEqual([]);
  });

  it('are one bug where the image differs', () => {
    const lossy: Change = (d) => {
      const pixels = elementOf(d, 0x7fe00010);
      setElement(d, { ...pixels, value: (pixels.value as Uint8Array).map((byte, i) => (i % 2 === 0 ? byte & 0xfc : byte)) });
      rle(d, '');
    };
    expect(findings(lossy, FIRST).map(short)).toEqual(['key pixels_retained bug <(7fe0,0010)> 0']);
  });
});

it('one leak in one file of one patient is told of that patient alone', () => {
  const found = judgeUnit(unit.deliver(copies(unit.clean, (d) => setText(d, 0x00204000, 'LT', ORIGINALS[1]!.name), '000002/000003.dcm')));
  expect(found.leaks.map(({ patient, at }) => [patient, at])).toEqual([[ORIGINALS[1]!.id, [5]]]);
  expect(found.findings).toHaveLength(1);
});
