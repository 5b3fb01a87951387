import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setText } from '../testing/case.ts';
import { makeCase, type Case } from '../testing/unit-case.ts';
import { judgeUnit } from './judge-unit.ts';
import { leaksByPatient } from './leak-tally.ts';
import { settle } from './settle.ts';
import type { Judged } from './types.ts';

let unit: Case;
beforeAll(() => (unit = makeCase()));
afterAll(() => unit.remove());

const sum = (judged: Judged, key: 'total' | 'passed' | 'failed' | 'blank'): number => judged.cells.reduce((n, cell) => n + cell[key], 0);

/** A copy of the clean twin with one data set changed. */
function cleanBut(
  name: string,
  change: (dataset: ReturnType<Case['clean']['get']> & object) => void,
): Map<string, ReturnType<Case['clean']['get']> & object> {
  const files = new Map([...unit.clean].map(([path, dataset]) => [path, { ...dataset, elements: [...dataset.elements] }]));
  change(files.get(name)!);
  return files;
}

describe('the controls', () => {
  it('finds nothing wrong with the clean twin', () => {
    const judged = judgeUnit(unit.deliver(unit.clean));
    expect(judged.findings).toEqual([]);
    expect(judged.leaks).toEqual([]);
    expect(sum(judged, 'passed')).toBe(sum(judged, 'total'));
    expect(judged.pending).toEqual([]);
  });

  it('finds every keyed identifier in the originals', () => {
    const judged = judgeUnit(unit.deliver(unit.originals));
    const places = new Set(judged.findings.filter(({ leak, rule }) => leak && rule === 'key').map(({ tagPath }) => tagPath));
    for (const tag of ['(0010,0010)', '(0010,0020)', '(0010,0030)', '(0008,0050)', '(0008,1030)', '(0008,0020)', '(0020,000d)']) {
      expect(places).toContain(`<${tag}>`);
    }
    expect(places).toContain('pixels');
    const [first, second] = leaksByPatient(judged.leaks);
    expect(first?.leakInstances).toBe(3);
    expect(second?.leaks.high).toBeGreaterThanOrEqual(5);
    expect(judged.cells.find(({ action }) => action === 'text_retained')?.failed).toBe(0);
  });

  it('takes a missing output for neither leak nor pass of ours', () => {
    const judged = judgeUnit(unit.deliver(new Map()));
    expect(judged.leaks).toEqual([]);
    expect(judged.findings).toEqual([]);
    expect([...judged.verdicts].every((verdict) => verdict === 0)).toBe(true);
    const retained = judged.cells.filter(({ action }) => action === 'text_retained');
    expect(retained.every(({ passed }) => passed === 0)).toBe(true);
  });
});

describe('a single mistake', () => {
  it('is one finding and one leak, whatever the number of instances', () => {
    const files = new Map([...unit.clean].map(([path, d]) => [path, { ...d, elements: [...d.elements] }]));
    for (const [path, dataset] of files)
      if (path.startsWith('000001')) setText(dataset, 0x00081030, 'LO', 'CHEST ROUTINE for Marguerite Hollister');
    const judged = judgeUnit(unit.deliver(files));
    expect(judged.findings).toHaveLength(1);
    expect(judged.findings[0]).toMatchObject({ kind: 'name', severity: 'high', at: [0, 1, 2], label: 'leak' });
    expect(judged.leaks).toHaveLength(1);
  });

  it('is a name-part when only the given name is left', () => {
    const judged = judgeUnit(unit.deliver(cleanBut('000001/000001.dcm', (d) => setText(d, 0x00081030, 'LO', 'CHEST ROUTINE Marguerite'))));
    expect(judged.findings.map(({ kind, severity }) => [kind, severity])).toEqual([['name-part', 'medium']]);
  });

  it('is by policy where the claimed policy removes what is lost, a bug where it keeps it', () => {
    const files = cleanBut('000001/000001.dcm', (d) => setText(d, 0x00081030, 'LO', ''));
    expect(judgeUnit(unit.deliver(files, { policy: 'basic' })).findings.map(({ label }) => label)).toEqual(['by policy']);
    expect(judgeUnit(unit.deliver(files)).findings.map(({ label }) => label)).toEqual(['bug']);
  });
});

describe('an output that can not be judged in full', () => {
  it('is invalid when it is no DICOM file, partial when it is cut short', async () => {
    const { writeDicom } = await import('@deidbench/dicom');
    const files = new Map<string, Uint8Array>([...unit.clean].map(([path, dataset]) => [path, writeDicom(dataset)]));
    files.set('000001/000001.dcm', Buffer.from('no image'));
    files.set('000001/000002.dcm', files.get('000001/000002.dcm')!.subarray(0, -100));
    const judged = judgeUnit(unit.deliver(files));
    expect(judged.problems.map(({ ordinal, problem }) => [ordinal, problem])).toEqual([
      [0, 'invalid-output'],
      [1, 'partial'],
    ]);
    expect(judged.pairs).toHaveLength(5);
  });

  it('is paired by content where its name tells nothing', () => {
    const files = new Map([...unit.clean].map(([, dataset], i) => [`x/${9 - i}`, dataset]));
    const judged = judgeUnit(unit.deliver(files, { naming: 'free' }));
    expect(judged.pairs.map(({ ordinal, output, by }) => `${ordinal} ${output} ${by}`)).toEqual(
      [0, 1, 2, 3, 4, 5].map((i) => `${i} x/${9 - i} content`),
    );
    expect(judged.findings).toEqual([]);
  });
});

describe('burned-in text', () => {
  const name = '000002/000002.dcm';
  const marked = (alsoOutside = false): ReturnType<typeof cleanBut> =>
    cleanBut(name, (d) => {
      const pixels = d.elements.find(({ tag }) => tag === 0x7fe00010)!;
      const value = Uint8Array.from(pixels.value as Uint8Array);
      for (let x = 0; x < 8; x += 2) value[x * 2] = 255;
      if (alsoOutside) value[value.length - 1] = 7;
      d.elements[d.elements.indexOf(pixels)] = { ...pixels, value };
    });

  it('waits for a reader where the box changed and still holds something', () => {
    const judged = judgeUnit(unit.deliver(marked()));
    expect(judged.waiting.map(({ sharpened }) => sharpened)).toEqual([undefined, true]);
    expect(judged.pending[0]).toMatchObject({ ordinal: 4, width: 8, height: 4 });
  });

  it('is a leak when a word of it is read, passes when none is, stays blank unread', () => {
    const judged = judgeUnit(unit.deliver(marked()));
    const hidden = (settled: Judged) => settled.cells.find(({ action }) => action === 'pixels_hidden');
    const read = settle(judged, [{ text: 'WETHERBY', confidence: 0.9 }]);
    expect(hidden(read)).toMatchObject({ failed: 1 });
    expect(read.leaks).toHaveLength(1);
    expect(hidden(settle(judged, [{ text: '', confidence: 0 }]))).toMatchObject({ passed: 1 });
    expect(hidden(settle(judged, []))).toMatchObject({ blank: 1 });
    expect(judged.pending).toHaveLength(2);
  });

  it('is as many leaks as identifiers of it can be read', () => {
    const kinds = ({ leaks }: Judged): string[] =>
      leaks.filter(({ place }) => place === 'pixels').map(({ kind, severity }) => `${kind} ${severity}`);
    expect(kinds(judgeUnit(unit.deliver(unit.originals))).toSorted()).toEqual(['birth-date high', 'event-date medium', 'name high']);
    const judged = judgeUnit(unit.deliver(marked()));
    expect(kinds(settle(judged, [{ text: 'AMBROSE\nDOB 18.09.1963', confidence: 0.9 }]))).toEqual(['name-part medium', 'birth-date high']);
    const label = settle(judged, [{ text: 'DOB', confidence: 0.9 }]);
    expect(label.leaks).toEqual([]);
    expect(label.findings).toEqual([]);
  });

  it('is a milder leak when it can be read only once the box is sharpened', () => {
    const nothing = { text: '', confidence: 0 };
    const settled = settle(judgeUnit(unit.deliver(marked())), [nothing, { text: 'AMBROSE WETHERBY', confidence: 0.9 }]);
    expect(settled.findings.map(({ severity, leak, explanation }) => [severity, leak, explanation])).toEqual([
      ['medium', true, 'the name that was burned into the image can still be read once the box is sharpened: it was blurred, not removed'],
    ]);
  });

  it('finds a name anywhere in the image, and a text that had to stay and is gone', () => {
    const nothing = { text: '', confidence: 0 };
    const [whole, box] = [{ text: '', confidence: 0.9 }, [9, 9, 15, 12] as [number, number, number, number]];
    const after = { ...whole, found: [{ text: 'WETHERBYA', confidence: 0.9, box }] };
    const before = { ...whole, found: [{ text: 'L MLO', confidence: 0.95, box }] };
    const settled = settle(judgeUnit(unit.deliver(marked(true))), [nothing, nothing, after, before]);
    expect(settled.findings.map(({ rule, severity, leak, expected }) => [rule, severity, leak, expected])).toEqual([
      ['picture', 'low', false, undefined],
      ['picture', 'low', false, 'L MLO'],
      ['pixels', 'high', true, expect.stringMatching(/wetherby/iu)],
    ]);
    const kept = settle(judgeUnit(unit.deliver(marked(true))), [nothing, nothing, before, before]);
    expect(kept.findings.map(({ rule, tagPath }) => [rule, tagPath])).toEqual([['picture', '<(7fe0,0010)>']]);
  });
});
