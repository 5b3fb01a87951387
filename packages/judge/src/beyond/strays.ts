import { kindName } from '../severity/kinds.ts';
import { severityOf } from '../severity/severity.ts';
import { readOutput } from '../unit/read-output.ts';
import type { UnitContext } from './rule.ts';
import { patternsOf } from './scan/patterns.ts';
import { scanFile } from './scan/scan-file.ts';

/**
 * DICOM files of the output that answer no input, or that can't be told which: copies of originals, doubles, strays. They are searched for the
 * identifiers of every patient of the unit; a hit is told at the first instance of the patient whose identifier it is.
 */
export function scanStrays({ input, sink }: UnitContext, outputs: readonly string[]): void {
  if (outputs.length === 0) return;
  const firsts = new Map<string, number>();
  for (const { patient, ordinal } of input.instances) if (!firsts.has(patient)) firsts.set(patient, ordinal);
  const patients = [...firsts].map(([patient, ordinal]) => ({
    patient,
    ordinal,
    patterns: patternsOf(input.identifiers.byPatient.get(patient) ?? []),
  }));
  for (const output of outputs) {
    const read = readOutput(input.outputRoot, output);
    if ('unreadable' in read) continue;
    for (const { patient, ordinal, patterns } of patients) {
      for (const { identifier, share, familyName, at, place } of scanFile(patterns, read.file)) {
        const { kind, norm, text } = identifier;
        sink.leakUnlessKnown({
          rule: 'strays',
          tagPath: at,
          kind,
          place,
          severity: severityOf(kind, place, share, familyName),
          label: 'leak',
          leak: true,
          category: '',
          patient,
          ordinal,
          norm,
          expected: text,
          explanation: `the ${kindName(kind)} of the original stands in a file that answers no input`,
        });
      }
    }
  }
}
