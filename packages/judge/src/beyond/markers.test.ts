import { numberElement, setElement, textElement, type WDataset } from '@deidbench/dicom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copies } from '../testing/change.ts';
import { makeCase, type Case } from '../testing/unit-case.ts';
import { judgeUnit } from '../unit/judge-unit.ts';
import { settle } from '../unit/settle.ts';
import type { Judged } from '../unit/types.ts';

let unit: Case;
beforeAll(() => (unit = makeCase()));
afterAll(() => unit.remove());

/** Its original has text burned into the upper left corner. */
const BURNED = '000002/000002.dcm';
const IN_BOX = (i: number): boolean => i % 16 < 8 && i < 64;
const IN_MARK = (i: number): boolean => i % 16 >= 8 && i >= 192;

const says = (what: string) => (d: WDataset) => setElement(d, textElement(0x00280301, 'CS', what));
const faults = ({ findings }: Pick<Judged, 'findings'>) =>
  findings.filter(({ rule }) => rule === 'markers').map(({ explanation }) => explanation);

/** An image with text that had to go and a side that had to stay, of these values, and what it says of burned-in text. */
function judged(claim: string, value: (i: number) => number): Judged {
  const files = copies(
    unit.clean,
    (d) => {
      says(claim)(d);
      setElement(
        d,
        numberElement(
          0x7fe00010,
          'OW',
          Array.from({ length: 256 }, (_, i) => value(i)),
        ),
      );
    },
    BURNED,
  );
  const { sop } = unit.input.instances.find(({ path }) => path === BURNED)!;
  const stays = new Map([[sop, [{ text: 'L', box: [8, 12, 16, 16] as const }]]]);
  return judgeUnit(unit.deliver(files, { identifiers: { ...unit.input.identifiers, stays } }));
}

describe('what a file says of burned-in text', () => {
  it('is true of an image that was blanked as a whole, though a side that had to stay is gone too', () => {
    const blank = judged('NO', () => 0);
    expect(blank.findings.map(({ explanation }) => explanation)).toContain(
      'a text in the image that identifies nobody can no longer be read',
    );
    expect(faults(blank)).toEqual([]);
    expect(faults(judged('YES', () => 0))).toEqual(['the file says that text is burned in, and none that is known is left']);
  });

  it('is false where the text stands as it was', () => {
    const files = copies(unit.originals, says('NO'), BURNED);
    expect(faults(judgeUnit(unit.deliver(files)))).toContain('the file says that no text is burned in, and it is');
  });

  it('is false where a reader finds the text, and true where it finds none', () => {
    const waiting = judged('NO', (i) => (IN_BOX(i) ? (i % 3) * 900 : IN_MARK(i) ? 0 : 300 + (i % 7)));
    const read = (text: string) => faults(settle(waiting, [{ text, confidence: 0.9 }]));
    expect(faults(waiting)).toEqual([]);
    expect(read('WETHERBY AMBROSE')).toEqual(['the file says that no text is burned in, and it is']);
    expect([read(''), faults(settle(waiting, []))]).toEqual([[], []]);
  });
});
