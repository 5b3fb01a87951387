import { indexByPath, type DicomFile } from '@deidbench/dicom';
import { derivePatients, deriveUids, type Crosswalk, type PairedValues } from '../maps/derive.ts';
import { textOf } from './text.ts';
import { readOutput } from './read-output.ts';
import type { JudgeInput, OutputProblem, Pair } from './types.ts';

export interface Crosswalks {
  uids: Crosswalk;
  patients: Crosswalk;
  /** Pairs whose output can be read. */
  readable: Pair[];
  problems: OutputProblem[];
}

/** First pass over the paired files, heads only: which new identifier stands for which old one. A released crosswalk replaces what is derived. */
export function crosswalks(input: JudgeInput, pairs: readonly Pair[]): Crosswalks {
  const instances = new Map(input.instances.map((instance) => [instance.ordinal, instance]));
  const readable: Pair[] = [];
  const problems: OutputProblem[] = [];
  const values: PairedValues[] = [];
  for (const pair of pairs) {
    const instance = instances.get(pair.ordinal);
    const read = readOutput(input.outputRoot, pair.output, true);
    if (instance === undefined || 'unreadable' in read) {
      const message = 'unreadable' in read ? read.unreadable : 'it answers no instance of the unit';
      problems.push({ output: pair.output, ordinal: pair.ordinal, problem: 'invalid-output', message });
      continue;
    }
    readable.push(pair);
    values.push({ ordinal: pair.ordinal, patient: instance.patient, old: instance.uids, newAt: newValues(read.file, instance.uids) });
  }
  const [uids, patients] = [deriveUids(values), derivePatients(values)];
  if (input.crosswalk) {
    uids.map = new Map(input.crosswalk.uids);
    patients.map = new Map(input.crosswalk.patients);
  }
  return { uids, patients, readable, problems };
}

/** Only the texts that are asked for are kept: the file itself is let go. */
function newValues(file: DicomFile, wanted: readonly (readonly [string, string])[]): (path: string) => string | undefined {
  const index = indexByPath(file);
  const texts = new Map<string, string>();
  for (const [path] of wanted) {
    const place = index.get(path);
    if (place !== undefined && !texts.has(path)) texts.set(path, textOf(file, place.item, place.element));
  }
  return (path) => texts.get(path);
}
