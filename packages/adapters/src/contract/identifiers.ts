import { readDicom, toWritable } from '@deidbench/dicom';

const NAMES = { 0x00080018: 'instance', 0x0020000d: 'study', 0x0020000e: 'series', 0x00100020: 'patient id' } as const;

/** The identifiers of one file: its three UIDs and its Patient ID; '' where there is none. */
export type Identifiers = Record<(typeof NAMES)[keyof typeof NAMES], string>;

/** @throws DicomError when the file is not readable. */
export function identifiersOf(bytes: Uint8Array): Identifiers {
  const found: Identifiers = { instance: '', study: '', series: '', 'patient id': '' };
  for (const { tag, value } of toWritable(readDicom(bytes)).elements) {
    const name = NAMES[tag as keyof typeof NAMES];
    if (name !== undefined && value instanceof Uint8Array)
      found[name] = Buffer.from(value)
        .toString('latin1')
        .replace(/[\0 ]+$/, '');
  }
  return found;
}

/** Old identifiers that became more than one new one, as `series 1.2.3`; empty when everything is consistent. */
export function inconsistencies(pairs: readonly { before: Identifiers; after: Identifiers }[]): string[] {
  const became = new Map<string, Set<string>>();
  for (const { before, after } of pairs) {
    for (const name of Object.keys(before) as (keyof Identifiers)[]) {
      const key = `${name} ${before[name]}`;
      became.set(key, (became.get(key) ?? new Set()).add(after[name]));
    }
  }
  return [...became].filter(([, now]) => now.size > 1).map(([old]) => old);
}
