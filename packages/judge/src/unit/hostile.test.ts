import { writeDicom, type WDataset } from '@deidbench/dicom';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeCase, type Case } from '../testing/unit-case.ts';
import { judgeUnit } from './judge-unit.ts';

let unit: Case;
let clean: Map<string, Uint8Array>;
beforeAll(() => {
  unit = makeCase();
  clean = new Map([...unit.clean].map(([name, dataset]) => [name, writeDicom(dataset)]));
});
afterAll(() => unit.remove());

/** Times the cases of an ordinary run. */
const MORE = process.env['DEIDBENCH_NIGHTLY'] ? 50 : 1;
const FIRST = '000001/000001.dcm';
const judge = (file: Uint8Array) => judgeUnit(unit.deliver(new Map<string, WDataset | Uint8Array>([...clean, [FIRST, file]])));

it('judges every file whatever single bytes of it are changed, and keeps count of its checks', () => {
  const total = judge(clean.get(FIRST)!).verdicts.length;
  const header = fc.record({ at: fc.nat({ max: 1200 }), value: fc.nat({ max: 255 }) });
  fc.assert(
    fc.property(fc.array(header, { minLength: 1, maxLength: 4 }), (changes) => {
      const bytes = Uint8Array.from(clean.get(FIRST)!);
      for (const { at, value } of changes) bytes[at] = value;
      expect(judge(bytes).verdicts).toHaveLength(total);
    }),
    { numRuns: 150 * MORE },
  );
}, 1_800_000);

it('judges every file cut short anywhere, and never passes it in silence', () => {
  const whole = clean.get(FIRST)!;
  fc.assert(
    fc.property(fc.integer({ min: 0, max: whole.length - 2 }), (length) => {
      // Cut between two elements a file looks whole: then what it lacks is found.
      const { problems, findings } = judge(whole.subarray(0, length));
      expect(problems.every(({ output }) => output === FIRST)).toBe(true);
      expect(problems.length + findings.length).toBeGreaterThan(0);
    }),
    { numRuns: 60 * MORE },
  );
}, 1_800_000);

it.each([
  ['an empty file', new Uint8Array(0)],
  ['a folder of another kind', Buffer.from('PK\u0003\u0004 not an image')],
  ['a text', Buffer.from('Hollister, Marguerite')],
])('calls %s invalid and goes on', (_, bytes) => {
  const { problems, pairs } = judge(bytes);
  expect(problems.map(({ problem }) => problem)).toEqual(['invalid-output']);
  expect(pairs).toHaveLength(5);
});

it('never opens what the intake has refused', () => {
  const input = unit.deliver(clean);
  const output = input.output.map((file) => (file.path === FIRST ? { ...file, problem: 'link' } : file));
  const { problems, pairs } = judgeUnit({ ...input, output });
  expect(problems).toEqual([{ output: FIRST, problem: 'refused', message: 'not opened: link' }]);
  expect(pairs).toHaveLength(5);
});
