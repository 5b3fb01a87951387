import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { kindName } from '../severity/kinds.ts';
import { severityOf } from '../severity/severity.ts';
import { readOutput } from '../unit/read-output.ts';
import type { OutputProblem } from '../unit/types.ts';
import type { UnitContext } from './rule.ts';
import { inflateBudget, unreadNote, type InflateBudget } from './scan/inflate.ts';
import { inNames } from './scan/names.ts';
import { patternsOf, type PatientPatterns } from './scan/patterns.ts';
import { scanBytes, scanFile, type FileHit } from './scan/scan-file.ts';

const SEARCHED = new Set<OutputProblem['problem']>(['unmatched', 'ambiguous', 'invalid-output']);

/**
 * Files of the output that answer no input, that can't be told which, or that can't be read as DICOM: copies of originals, strays, logs, lists.
 * They are searched for the identifiers of every patient of the unit; a hit is told at the first instance of the patient whose identifier it is.
 */
export function scanStrays(context: UnitContext, problems: readonly OutputProblem[]): void {
  const strays = problems.filter(({ problem }) => SEARCHED.has(problem));
  if (strays.length === 0) return;
  const { input, sink } = context;
  const firsts = new Map<string, number>();
  for (const { patient, ordinal } of input.instances) if (!firsts.has(patient)) firsts.set(patient, ordinal);
  const patients = [...firsts].map(([patient, ordinal]) => ({
    patient,
    ordinal,
    patterns: patternsOf(input.identifiers.byPatient.get(patient) ?? []),
  }));
  let unread = 0;
  for (const { output } of strays) {
    const look = lookInto(input.outputRoot, output);
    const budgets = patients.map(inflateBudget);
    const hits = patients.flatMap(({ patient, ordinal, patterns }, i) =>
      [...look(patterns, budgets[i]!), ...inNames(patterns, output)].map((hit) => ({ ...hit, patient, ordinal })),
    );
    for (const hit of onceEach(hits)) tell(sink, hit);
    if (budgets.some((budget) => budget.unread > 0)) unread += 1;
  }
  if (unread > 0) sink.note(`${unreadNote(unread)} (files that answer no input)`);
}

type StrayHit = FileHit & { patient: string; ordinal: number };

/** A listed identifier may be looked for in the name of every patient: of hits at one place that tell the same, the one that tells most stays. */
function onceEach(hits: readonly StrayHit[]): StrayHit[] {
  const told = new Map<string, string[][]>();
  return hits
    .toSorted((a, b) => b.identifier.norm.length - a.identifier.norm.length)
    .filter(({ at, identifier }) => {
      const words = identifier.norm.split(' ');
      const known = told.get(at) ?? [];
      told.set(at, known);
      const isTold = known.some((others) => words.every((word) => others.includes(word)));
      return !isTold && known.push(words) > 0;
    });
}

function tell(sink: UnitContext['sink'], { identifier, share, familyName, at, place, patient, ordinal }: StrayHit): void {
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

/** Reads a file once, for the patterns of every patient. What the file system does not give is looked at by its name alone. */
function lookInto(root: string, output: string): (patterns: PatientPatterns, budget: InflateBudget) => Iterable<FileHit> {
  const read = readOutput(root, output);
  if ('file' in read) return (patterns, budget) => scanFile(patterns, read.file, budget);
  const path = join(root, output);
  try {
    if (!lstatSync(path).isFile()) return () => [];
    const bytes = readFileSync(path);
    return (patterns, budget) => scanBytes(patterns, bytes, budget);
  } catch {
    return () => [];
  }
}
