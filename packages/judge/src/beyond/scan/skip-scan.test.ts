import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodings } from './encodings.ts';
import { SkipScan } from './skip-scan.ts';

const pattern = (text: string, exact = false): { bytes: Uint8Array; exact: boolean } => ({ bytes: Buffer.from(text, 'latin1'), exact });
const hits = (patterns: string[], text: string): [number, number][] => {
  const found: [number, number][] = [];
  const bytes = Buffer.from(text, 'latin1');
  new SkipScan(patterns.map((p) => pattern(p))).scan(bytes, 0, bytes.length, (p, at) => found.push([p, at]));
  return found;
};

describe('the skip scan', () => {
  it('finds a name in any case, at the start, in the middle and at the end', () => {
    expect(hits(['Meyer^Stephanie'], 'MEYER^STEPHANIE..meyer^stephanie..Meyer^Stephanie')).toEqual([
      [0, 0],
      [0, 17],
      [0, 34],
    ]);
  });

  it('finds patterns that lie inside one another', () => {
    expect(hits(['abcdefgh', 'cdefgh', 'bcdefg'], 'xxabcdefghxx').toSorted(([a], [b]) => a - b)).toEqual([
      [0, 2],
      [1, 4],
      [2, 3],
    ]);
  });

  it('tells apart UIDs that differ in their last digit only', () => {
    expect(hits(['1.2.826.0.1.11', '1.2.826.0.1.12'], 'UI 1.2.826.0.1.12 ')).toEqual([[1, 3]]);
  });

  it('keeps to the range it is given', () => {
    const bytes = Buffer.from('Meyer^Anna Meyer^Anna');
    const found: number[] = [];
    new SkipScan([pattern('Meyer^Anna')]).scan(bytes, 1, bytes.length - 1, (_, at) => found.push(at));
    expect(found).toEqual([]);
  });

  it('finds what a plain search finds, in any bytes', () => {
    const few = fc.uint8Array({ min: 0, max: 2, minLength: 0, maxLength: 80 });
    const short = fc.uint8Array({ min: 0, max: 2, minLength: 6, maxLength: 9 });
    fc.assert(
      fc.property(few, fc.array(short, { minLength: 1, maxLength: 6 }), (text, patterns) => {
        const found: string[] = [];
        new SkipScan(patterns.map((bytes) => ({ bytes, exact: true }))).scan(text, 0, text.length, (p, at) => found.push(`${p}@${at}`));
        const plain: string[] = [];
        patterns.forEach((bytes, p) => {
          for (let at = 0; at + bytes.length <= text.length; at += 1) {
            if (bytes.every((byte, i) => text[at + i] === byte)) plain.push(`${p}@${at}`);
          }
        });
        expect(found.toSorted()).toEqual(plain.toSorted());
      }),
    );
  });
});

describe('encodings of a name', () => {
  const labels = (text: string): string[] => [...new Set(encodings(text).map((e) => e.encoding))];

  it('are ASCII and UTF-16 for plain letters', () => {
    expect(labels('Meyer^Anna')).toEqual(['ASCII', 'UTF-16LE', 'UTF-16BE']);
  });

  it('cover UTF-8 and Latin for an umlaut', () => {
    const forms = encodings('Müller').map((e) => Buffer.from(e.bytes).toString('hex'));
    expect(forms).toContain(Buffer.from('Müller', 'latin1').toString('hex'));
    expect(forms).toContain(Buffer.from('MÜLLER', 'utf8').toString('hex'));
  });

  it('cover ISO 2022 with and without escape sequences for Japanese and Korean', () => {
    const japanese = encodings('山田').map((e) => Buffer.from(e.bytes).toString('hex'));
    expect(japanese).toContain('1b24423b3345441b2842');
    expect(japanese).toContain('bbb3c5c4');
    const korean = encodings('김희중').map((e) => Buffer.from(e.bytes).toString('hex'));
    expect(korean).toContain('b1e8c8f1c1df');
    expect(korean).toContain('1b242943b1e8c8f1c1df');
  });
});
