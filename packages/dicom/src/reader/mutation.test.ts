import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DicomError } from '../errors.ts';
import { walk } from '../paths.ts';
import { officialText } from '../text/official.ts';
import { sampleDataset, sampleElements, samplePixels } from '../testing/sample.ts';
import { numberValues, stringValues } from '../values.ts';
import { sequence, textElement } from '../writer/elements.ts';
import { toWritable } from '../writer/to-writable.ts';
import { writeDicom } from '../writer/write.ts';
import { DEFLATED_LE, EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE } from './encoding.ts';
import { readDicom } from './read.ts';

const RUNS = process.env['DEIDBENCH_NIGHTLY'] ? 20_000 : 400;

/** Does with a file all that reading offers; answers the codes of what went wrong. */
function useAll(bytes: Uint8Array): string[] {
  const codes: string[] = [];
  const attempt = (run: () => unknown): void => {
    try {
      run();
    } catch (error) {
      if (!(error instanceof DicomError)) throw error;
      codes.push(error.code);
    }
  };
  attempt(() => {
    const file = readDicom(bytes, { force: true, maxInflatedBytes: 1_000_000 });
    walk(file, (element, item) => {
      attempt(() => officialText(file, item, element));
      attempt(() => stringValues(file, item, element));
      attempt(() => numberValues(file, item, element));
    });
    attempt(() => writeDicom(toWritable(file)));
  });
  return codes;
}

const odd = [
  sequence(0x00081140, [{ elements: [textElement(0x00081155, 'UI', '1.2.3')], implicitVr: true, undefinedLength: true }], true),
  textElement(0x00080005, 'CS', ['ISO 2022 IR 6', 'ISO 2022 IR 87']),
  textElement(0x00100010, 'PN', 'Yamada^Tarou=山田^太郎', ['ISO 2022 IR 6', 'ISO 2022 IR 87']),
];

describe('a file with changed bytes', () => {
  test.each([IMPLICIT_LE, EXPLICIT_LE, EXPLICIT_BE, DEFLATED_LE, '1.2.840.10008.1.2.5'])(
    '%s never gives another error than DicomError',
    (syntax) => {
      const elements = [...odd, ...sampleElements().slice(0, -1), samplePixels(new Uint8Array(6))];
      const bytes = writeDicom({ ...sampleDataset(syntax), elements });
      const change = fc.tuple(fc.nat(bytes.length - 1), fc.oneof(fc.nat(255), fc.constantFrom(0, 0xff, 0xfe, 0x1b, 0x53)));
      fc.assert(
        fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), fc.option(fc.nat(bytes.length)), (changes, cut) => {
          const mutant = bytes.slice(0, cut ?? bytes.length);
          for (const [at, value] of changes) if (at < mutant.length) mutant[at] = value;
          expect(() => useAll(mutant)).not.toThrow();
        }),
        { numRuns: RUNS },
      );
    },
  );

  test('no run of bytes gives another error than DicomError', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(() => useAll(bytes)).not.toThrow();
      }),
      { numRuns: RUNS },
    );
  });

  test('an unchanged file gives no error at all', () => {
    expect(useAll(writeDicom({ ...sampleDataset(), elements: [...odd, ...sampleElements().slice(5)] }))).toEqual([]);
  });
});
