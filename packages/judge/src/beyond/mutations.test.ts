import { createHash } from 'node:crypto';
import {
  addElement,
  bytesElement,
  numberElement,
  removeElement,
  sequence,
  setElement,
  textElement,
  type WDataset,
  type WElement,
} from '@deidbench/dicom';
import type { Finding } from '@deidbench/core/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identifier } from '../identifiers/identifier.ts';
import { setText, UID } from '../testing/case.ts';
import { copies, mapUids } from '../testing/change.ts';
import { makeCase, ORIGINALS, type Case } from '../testing/unit-case.ts';
import { judgeUnit } from '../unit/judge-unit.ts';
import type { JudgeInput } from '../unit/types.ts';

let unit: Case;
beforeAll(() => (unit = makeCase()));
afterAll(() => unit.remove());

const ALL = Symbol('all files');
const FIRST = '000001/000001.dcm';
type Change = (dataset: WDataset, name: string) => void;

/** Findings about the clean twin after a change in one file, or in all. */
function findings(change: Change, only: string | typeof ALL = FIRST, more: Partial<JudgeInput> = {}): Finding[] {
  return judgeUnit(unit.deliver(copies(unit.clean, change, only === ALL ? undefined : only), more)).findings;
}

const short = ({ rule, label, tagPath, at }: Finding): string => `${rule} ${label} ${tagPath} ${at.join(',')}`;

const methods = (code: string): WElement =>
  sequence(0x00120064, [
    [textElement(0x00080100, 'SH', code), textElement(0x00080102, 'SH', 'DCM'), textElement(0x00080104, 'LO', 'Profile')],
  ]);

/** A UUID of version 4 made of the first bytes of a hash, as one tool does. */
function uuidOf(hash: Buffer): string {
  hash[6] = (hash[6]! & 0x0f) | 0x40;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  return BigInt(`0x${hash.subarray(0, 16).toString('hex')}`).toString();
}

describe('one thing broken in a clean output is one finding', () => {
  it.each<[string, Change, string]>([
    ['a date that moved by another amount than the rest', (d) => setText(d, 0x00080020, 'DA', '20111016'), 'dates bug <(0008,0020)> 0'],
    [
      'a private clock that was not moved',
      (d) => {
        setElement(d, textElement(0x00230010, 'LO', 'GEMS_STDY_01'));
        setElement(d, numberElement(0x00231070, 'FD', Date.UTC(2014, 2, 21, 10, 15) / 1000));
      },
      'clocks leak <(0023,"GEMS_STDY_01",70)> 0',
    ],
    ['a doubled element that tells nothing', (d) => addElement(d, textElement(0x00180050, 'DS', '2.5')), 'doubled bug <(0018,0050)> 0'],
    [
      'the original date in the first copy of a doubled element',
      (d) => {
        const clean = d.elements.find(({ tag }) => tag === 0x00080020)!;
        setText(d, 0x00080020, 'DA', '2014.03.21');
        addElement(d, clean);
      },
      'residual leak <(0008,0020)> 0',
    ],
    [
      'an SOP Instance UID that is not that of the file meta information',
      (d) => (d.meta![1] = textElement(0x00020003, 'UI', '2.25.1')),
      'conformance bug <(0002,0003)> 0',
    ],
    ['a missing mark of de-identification', (d) => void removeElement(d, 0x00120062), 'markers bug <(0012,0062)> 0'],
    ['a missing method of de-identification', (d) => void removeElement(d, 0x00120063), 'markers bug <(0012,0063)> 0'],
    ['an empty method of de-identification', (d) => setText(d, 0x00120063, 'LO', ''), 'markers bug <(0012,0063)> 0'],
    ['codes of a method without any code', (d) => setElement(d, sequence(0x00120064, [])), 'markers bug <(0012,0064)> 0'],
    ['a code that is no method', (d) => setElement(d, methods('113999')), 'markers bug <(0012,0064)> 0'],
    ['a code that says that dates were kept', (d) => setElement(d, methods('113106')), 'markers bug <(0012,0064)> 0'],
    ['dates said to be removed', (d) => setText(d, 0x00280303, 'CS', 'REMOVED'), 'markers bug <(0028,0303)> 0'],
    ['a word about dates that is no term', (d) => setText(d, 0x00280303, 'CS', 'MAYBE'), 'markers bug <(0028,0303)> 0'],
    ['nothing said of dates that moved', (d) => void removeElement(d, 0x00280303), 'markers bug <(0028,0303)> 0'],
    ['text said to be burned in where none is', (d) => setText(d, 0x00280301, 'CS', 'YES'), 'markers bug <(0028,0301)> 0'],
    ['a word about burned-in text that is no term', (d) => setText(d, 0x00280301, 'CS', 'X'), 'markers bug <(0028,0301)> 0'],
    ['a transfer syntax that is none', (d) => (d.transferSyntax = '1.2.840.10999.1'), 'conformance bug <(0002,0010)> 0'],
    ['dates said to be unmodified', (d) => setText(d, 0x00280303, 'CS', 'UNMODIFIED'), 'markers bug <(0028,0303)> 0'],
    ['a lost description', (d) => setText(d, 0x00081030, 'LO', ''), 'key bug <(0008,1030)> 0'],
    ['a removed element that any readable file needs', (d) => void removeElement(d, 0x00100010), 'key bug <(0010,0010)> 0'],
    ['the name in an overlay comment', (d) => setText(d, 0x60004000, 'LT', 'Hollister, M.'), 'residual leak <(6000,4000)> 0'],
    ['another Patient ID than in the other files', (d) => setText(d, 0x00100020, 'LO', 'SET-009'), 'key bug <(0010,0020)> 0'],
  ])('%s', (_, change, expected) => {
    expect(findings(change).map(short)).toEqual([expected]);
  });

  it('a reference that leads nowhere', () => {
    const broken = findings((d) => {
      setElement(d, sequence(0x00081140, [[textElement(0x00081155, 'UI', '2.25.404')]]));
    }, '000001/000002.dcm');
    expect(broken.map(({ rule, action }) => `${rule} ${action}`)).toContain('key uid_consistent');
    expect(broken.filter(({ rule }) => rule === 'uids')).toEqual([]);
  });

  it('two originals under one new UID', () => {
    const twin = UID.sop('2.25.338.77001', 2);
    const merged = findings((d) => mapUids(d, (old) => (old === UID.sop('2.25.338.77001', 3) ? twin : old)), '000001/000003.dcm');
    expect(merged.map(short)).toEqual(['uids bug <(0008,0018)> 2']);
  });

  it('two patients under one new Patient ID', () => {
    const merged = findings((d) => setText(d, 0x00100020, 'LO', 'SET-001'), ALL);
    expect(merged.map(short)).toEqual(['uids bug <(0010,0020)> 3']);
  });

  it('new Patient IDs that are a plain hash of the old ones', () => {
    const hash = (id: string): string => createHash('sha256').update(id).digest('hex').slice(0, 16);
    const hashed = findings((d, name) => setText(d, 0x00100020, 'LO', hash(ORIGINALS[name.startsWith('000001') ? 0 : 1]!.id)), ALL);
    expect(hashed.map(short)).toEqual(['derivable bug <(0010,0020)> 0']);
  });

  it.each([
    ['2.25.', (old: string) => BigInt(`0x${createHash('md5').update(old).digest('hex')}`).toString()],
    ['2.25.', (old: string) => uuidOf(createHash('md5').update(old).digest())],
    [
      '1.3.9.',
      (old: string) =>
        BigInt(`0x${createHash('sha512').update(old).digest('hex')}`)
          .toString()
          .slice(0, 50),
    ],
  ])('new UIDs under %s that are a plain hash of the old ones', (root, hash) => {
    const old = new Map(
      [...unit.clean.keys()].flatMap((name) => {
        const [patient, number] = [name.startsWith('000001') ? 0 : 1, Number(name.slice(-5, -4))];
        const [before, after] = [['1.3.51.0.7.1490012', '1.3.51.0.7.2290443'][patient]!, ['2.25.338.77001', '2.25.338.88002'][patient]!];
        return [
          [UID.study(after), UID.study(before)],
          [UID.series(after), UID.series(before)],
          [UID.sop(after, number), UID.sop(before, number)],
        ];
      }) as [string, string][],
    );
    const hashed = findings((d) => mapUids(d, (uid) => root + hash(old.get(uid) ?? uid)), ALL);
    expect(hashed.map(({ rule }) => rule)).toEqual(['derivable']);
  });

  it('an overlay that still shows the planted text', () => {
    const overlay = (d: WDataset): void => {
      setElement(d, numberElement(0x60000010, 'US', 16));
      setElement(d, numberElement(0x60000011, 'US', 16));
      setElement(d, bytesElement(0x60003000, 'OW', new Uint8Array(32).fill(0x5a)));
    };
    const planting = { kind: 'name', text: 'Marguerite Hollister', at: 'overlay', carrier: 'overlay', place: 'visible' } as const;
    const sop = UID.sop('1.3.51.0.7.1490012', 1);
    const hidden = new Map([[sop, [{ ...planting, sop, box: [0, 0, 16, 16] as const }]]]);
    const originals = copies(unit.originals, overlay, FIRST);
    const inputRoot = unit.deliver(originals).outputRoot;
    const identifiers = { byPatient: new Map(), hidden };
    const blank = (d: WDataset): void => {
      overlay(d);
      setElement(d, bytesElement(0x60003000, 'OW', new Uint8Array(32)));
    };
    expect(findings(overlay, FIRST, { identifiers, inputRoot }).map(short)).toEqual(['graphics leak overlay 0']);
    expect(findings(blank, FIRST, { identifiers, inputRoot })).toEqual([]);
  });

  it('an icon that still shows the planted text, though the planting names the sequence around it', () => {
    const icon =
      (bytes: number) =>
      (d: WDataset): void =>
        setElement(d, sequence(0x00880200, [[bytesElement(0x7fe00010, 'OB', new Uint8Array(64).fill(bytes))]]));
    const planting = { kind: 'name', text: 'Marguerite Hollister', at: '<(0088,0200)>', carrier: 'icon', place: 'visible' } as const;
    const sop = UID.sop('1.3.51.0.7.1490012', 1);
    const identifiers = { byPatient: new Map(), hidden: new Map([[sop, [{ ...planting, sop }]]]) };
    const inputRoot = unit.deliver(copies(unit.originals, icon(0x5a), FIRST)).outputRoot;
    expect(findings(icon(0x5a), FIRST, { identifiers, inputRoot }).map(short)).toEqual(['graphics leak icon 0']);
    expect(findings(icon(0), FIRST, { identifiers, inputRoot })).toEqual([]);
  });

  it('birth date, sex and town of one patient are one finding more than their parts', () => {
    const patient = ORIGINALS[0]!;
    const identifiers = {
      byPatient: new Map([
        [patient.id, [identifier(patient.id, 'birth-date', patient.birth, true)!, identifier(patient.id, 'geo', 'Upper Larkfield', true)!]],
      ]),
      hidden: new Map(),
    };
    const together = findings((d) => setText(d, 0x00104000, 'LT', 'b. 1952-03-07 in Upper Larkfield'), FIRST, { identifiers });
    expect(together.map(({ rule }) => rule)).toEqual(['combination', 'residual', 'residual']);
  });

  it('outputs whose pixels were swapped between patients', () => {
    const pixels = (name: string): WElement => unit.clean.get(name)!.elements.find(({ tag }) => tag === 0x7fe00010)!;
    const other = { [FIRST]: '000002/000001.dcm', '000002/000001.dcm': FIRST } as Record<string, string>;
    const swapped = findings((d, name) => other[name] && setElement(d, pixels(other[name])), ALL);
    expect(swapped.filter(({ rule }) => rule === 'swapped').map(({ severity, at }) => [severity, at])).toEqual([
      ['high', [0]],
      ['high', [3]],
    ]);
  });
});

it('looks at what a released crosswalk names and no file holds for nothing', () => {
  const hash = `2.25.${BigInt(`0x${createHash('md5').update('9.9.9.9').digest('hex')}`)}`;
  const uids = new Map([['9.9.9.9', hash]]);
  for (const [before, after] of [['1.3.51.0.7.1490012', '2.25.338.77001'] as const]) uids.set(UID.sop(before, 1), UID.sop(after, 1));
  const { findings: found } = judgeUnit(unit.deliver(unit.clean, { crosswalk: { uids, patients: new Map() } }));
  expect(found.filter(({ rule }) => rule === 'derivable')).toEqual([]);
});

describe('what is no finding', () => {
  it('says in a note that all patients have one shift', () => {
    const files = copies(unit.clean, (d, name) => setText(d, 0x00080020, 'DA', name.startsWith('000001') ? '20140221' : '20150515'));
    const judged = judgeUnit(unit.deliver(files));
    expect(judged.findings).toEqual([]);
    expect(judged.notes).toEqual(['all patients have their dates moved by the same number of days']);
  });

  it('does not blame the tool for a doubled element of the original', () => {
    const double = (d: WDataset): void => addElement(d, textElement(0x00180050, 'DS', '2.5'));
    const inputRoot = unit.deliver(copies(unit.originals, double, FIRST)).outputRoot;
    expect(findings(double, FIRST, { inputRoot })).toEqual([]);
  });
});
