import { createHash } from 'node:crypto';
import { bytesElement, removeElement, sequence, setElement, textElement, type WDataset } from '@deidbench/dicom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setText } from '../testing/case.ts';
import { copies, mapUids, type Change } from '../testing/change.ts';
import { makeCase, ORIGINALS, type Case } from '../testing/unit-case.ts';
import { judgeUnit } from '../unit/judge-unit.ts';
import type { Judged, JudgeInput } from '../unit/types.ts';

/**
 * Small programs that leave in a file what a known kind of tool leaves there. Each begins with the clean twin; the originals have a second
 * date, a private block of the scanner and a nested request besides.
 */
let unit: Case;
let originals: Map<string, WDataset>;
let inputRoot: string;
beforeAll(() => {
  unit = makeCase();
  originals = copies(unit.originals, enrich);
  inputRoot = unit.deliver(originals).outputRoot!;
});
afterAll(() => unit.remove());

const PRIVATE = [0x00090010, 0x00091001, 0x00091002];
const patientOf = (name: string): (typeof ORIGINALS)[number] => ORIGINALS[name.startsWith('000001') ? 0 : 1]!;
const dateOf = (name: string): string => (name.startsWith('000001') ? '20140321' : '20150612');

function enrich(d: WDataset, name: string): void {
  const { name: patient, id } = patientOf(name);
  setElement(d, textElement(0x00080021, 'DA', name.startsWith('000001') ? '20140328' : '20150620'));
  setElement(d, textElement(0x00090010, 'LO', 'ACME 1.0'));
  setElement(d, textElement(0x00091001, 'LO', patient));
  setElement(d, bytesElement(0x00091002, 'UN', Buffer.from(`id ${id}`)));
  setElement(d, sequence(0x00400275, [[textElement(0x00321060, 'LO', `CHEST for ${patient}`), textElement(0x00400007, 'LO', 'CHEST')]]));
}

/** The tool keeps these elements as the original has them. */
const keep =
  (...tags: number[]): Change =>
  (d, name) => {
    for (const tag of tags)
      setElement(
        d,
        originals.get(name)!.elements.find((element) => element.tag === tag)!,
      );
  };
const all =
  (...changes: Change[]): Change =>
  (d, name) =>
    changes.forEach((change) => change(d, name));
const oldUids: Change = (d, name) => {
  const [from, to] = name.startsWith('000001') ? ['2.25.338.77001', '1.3.51.0.7.1490012'] : ['2.25.338.88002', '1.3.51.0.7.2290443'];
  mapUids(d, (uid) => uid.replace(from!, to!));
};
const decimal = (hash: string, text: string): string => BigInt(`0x${createHash(hash).update(text).digest('hex')}`).toString();

function judge(change: Change, more: Partial<JudgeInput> = {}): Judged {
  return judgeUnit(unit.deliver(copies(unit.clean, change), { inputRoot, ...more }));
}

/** What is told of the first patient: once each. */
function told({ findings }: Judged): string[] {
  const first = findings.filter(({ patient }) => patient === ORIGINALS[0]!.id);
  return [
    ...new Set(first.map(({ kind, severity, label, tagPath, rule }) => `${kind ?? rule} ${severity} ${label} ${tagPath}`)),
  ].toSorted();
}

describe('what tools of known kinds leave', () => {
  it.each<[string, Change, string[]]>([
    ['dates kept as they were', keep(0x00080020), ['event-date medium leak <(0008,0020)>']],
    [
      'all private elements kept',
      keep(...PRIVATE),
      ['direct-number high leak <(0009,"ACME 1.0",02)>', 'name high leak <(0009,"ACME 1.0",01)>'],
    ],
    ['only the top level cleaned', keep(0x00400275), ['name high leak <(0040,0275)>[<0000>]<(0032,1060)>']],
    ['descriptions kept verbatim', keep(0x00081030), ['name high leak <(0008,1030)>']],
    ['institution and staff kept', keep(0x00080080, 0x00080090), ['site medium leak <(0008,0080)>', 'staff medium leak <(0008,0090)>']],
    ['the file meta information untouched', (d, name) => void (d.meta = originals.get(name)!.meta!), ['uid medium leak <(0002,0003)>']],
    [
      'UIDs nested in sequences kept',
      (d, name) => name.endsWith('1.dcm') || keep(0x00081140)(d, name),
      ['key medium bug <(0008,1140)>[<0000>]<(0008,1155)>', 'uid medium leak <(0008,1140)>[<0000>]<(0008,1155)>'],
    ],
    [
      'a date and time kept beside shifted dates',
      (d, name) => setText(d, 0x0008002a, 'DT', `${dateOf(name)}101530.5`),
      ['event-date medium leak <(0008,002a)>'],
    ],
    [
      'one dummy day for all dates',
      (d) => (setText(d, 0x00080020, 'DA', '20190303'), setText(d, 0x00080021, 'DA', '20190303')),
      ['dates medium bug <(0008,0020)>'],
    ],
    [
      'UIDs that are the MD5 of the old under a root',
      (d, name) => all(oldUids, (e) => mapUids(e, (uid) => `9999.${decimal('md5', uid)}`))(d, name),
      ['derivable medium bug <(0008,0018)>'],
    ],
    [
      'UIDs by entropy of the old, as a library generates them',
      all(oldUids, (d) => mapUids(d, (uid) => `1.2.826.0.1.3680043.8.498.${decimal('sha512', uid)}`.slice(0, 64))),
      ['derivable medium bug <(0008,0018)>'],
    ],
    [
      'names and numbers that are the MD5 of the Patient ID',
      (d, name) => {
        const hash = createHash('md5').update(patientOf(name).id).digest('hex');
        setText(d, 0x00100010, 'PN', hash);
        setText(d, 0x00100020, 'LO', hash);
      },
      ['derivable medium bug <(0010,0020)>'],
    ],
    ['no mark that it was de-identified', (d) => void removeElement(d, 0x00120062), ['markers low bug <(0012,0062)>']],
    [
      'a private block of the tool of its own',
      (d) => (setElement(d, textElement(0x00130010, 'LO', 'TOOL')), setElement(d, textElement(0x00131010, 'LO', 'PROJECT 7'))),
      [],
    ],
    [
      'all that is optional gone',
      (d) => [0x00081030, 0x00180050].forEach((tag) => removeElement(d, tag)),
      ['key low bug <(0008,1030)>', 'key low bug <(0018,0050)>'],
    ],
  ])('%s', (_, change, expected) => {
    expect(told(judge(change))).toEqual(expected);
  });

  it('all UIDs kept: an identifier for each, and no link broken', () => {
    const { findings, collidingUids } = judge(oldUids);
    expect(new Set(findings.map(({ kind, label, severity }) => `${kind} ${label} ${severity}`))).toEqual(new Set(['uid leak medium']));
    expect(collidingUids).toBe(0);
  });

  it('new UIDs for every file: studies and series fall apart', () => {
    let n = 0;
    const scattered = judge((d) => {
      for (const tag of [0x0020000d, 0x0020000e]) setText(d, tag, 'UI', `2.25.5.${(n += 1)}`);
    });
    expect(told(scattered)).toEqual(['key medium bug <(0020,000d)>', 'key medium bug <(0020,000e)>']);
    expect(scattered.leaks).toEqual([]);
  });

  it('one name and number for all patients: they can not be told apart', () => {
    const merged = judge(
      all(
        (d) => setText(d, 0x00100010, 'PN', 'ANON'),
        (d) => setText(d, 0x00100020, 'LO', '0'),
      ),
    );
    expect(merged.findings.map(({ rule, severity, label, tagPath }) => [rule, severity, label, tagPath])).toEqual([
      ['uids', 'medium', 'bug', '<(0010,0020)>'],
    ]);
  });

  it('all UIDs constant: instances collide', () => {
    const constant = judge((d) => mapUids(d, () => '1.2.3.4'));
    expect(constant.collidingUids).toBeGreaterThan(0);
    expect(constant.findings.filter(({ leak }) => leak)).toEqual([]);
  });

  it('one shift for every patient: a note and no finding', () => {
    const shifted = judge((d, name) => setText(d, 0x00080020, 'DA', name.startsWith('000001') ? '20140311' : '20150602'));
    expect([shifted.findings, shifted.notes]).toEqual([[], ['all patients have their dates moved by the same number of days']]);
  });

  it('file names that hold the Patient ID', () => {
    const files = new Map([...unit.clean].map(([name, d]): [string, WDataset] => [`${patientOf(name).id}_${name.slice(7)}`, d]));
    const judged = judgeUnit(unit.deliver(files, { inputRoot, naming: 'free' }));
    expect(told(judged)).toEqual(['direct-number high leak file name']);
  });

  it('a lost description is by policy for who claims the Basic Profile, a kept name never is', () => {
    const lost = judge((d) => setText(d, 0x00081030, 'LO', ''), { policy: 'basic' });
    expect(new Set(lost.findings.map(({ label }) => label))).toEqual(new Set(['by policy']));
    expect(told(judge(keep(0x00081030), { policy: 'basic+descriptors' }))).toEqual(['name high leak <(0008,1030)>']);
  });
});
