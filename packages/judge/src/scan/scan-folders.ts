import type { Identifier, IdentifierSet } from '../identifiers/identifier.ts';
import { unifyDates } from '../identifiers/unify-dates.ts';
import { identifierSet } from '../identifiers/identifier-set.ts';
import type { IdentifierKind, Instance } from '@deidbench/core/model';
import { judgeUnit } from '../unit/judge-unit.ts';
import type { Judged, OutputFile } from '../unit/types.ts';
import { harvest } from './harvest.ts';
import { ignoredReason, listedIdentifier, type IgnoredReason, type ListedIdentifier } from './listed.ts';

export interface ScanInput {
  instances: readonly Instance[];
  inputRoot: string;
  output: readonly OutputFile[];
  outputRoot: string;
  identifiers?: readonly ListedIdentifier[];
  /** Released crosswalks: they pair files by SOP Instance UID. */
  crosswalk?: { uids: ReadonlyMap<string, string>; patients: ReadonlyMap<string, string> };
  policy?: string;
  /** Text is looked for in every frame of a clip, not in some of them. */
  allFrames?: boolean;
}

/** An identifier that is not looked for, and why. */
export interface IgnoredIdentifier {
  patient: string;
  kind: IdentifierKind;
  text: string;
  reason: IgnoredReason;
}

export interface Scanned {
  judged: Judged;
  ignored: IgnoredIdentifier[];
}

/**
 * Judges a folder of de-identified files without a key: identifiers are harvested from the originals and taken from a list, and every rule
 * beyond the key is applied. Nothing is known of what must stay, so retention is not judged.
 */
export function scanFolders(scan: ScanInput): Scanned {
  const { instances, inputRoot, output, outputRoot, crosswalk, allFrames } = scan;
  const identifiers = collect(scan);
  const judged = judgeUnit({
    instances,
    inputRoot,
    output,
    outputRoot,
    stagedNames: instances.map(({ path }) => path),
    naming: 'same-path',
    strangers: true,
    ...(crosswalk && { crosswalk }),
    ...(allFrames && { allFrames }),
    identifiers,
    policy: scan.policy ?? 'none',
  });
  return { judged, ignored: ignoredOf(identifiers) };
}

function collect({ instances, inputRoot, identifiers = [] }: ScanInput): IdentifierSet {
  const byPatient = new Map<string, Identifier[]>();
  const seen = new Set<string>();
  const add = (found: Identifier | undefined): void => {
    if (found === undefined || seen.has(`${found.patient}\u0000${found.norm}\u0000${found.text}`)) return;
    seen.add(`${found.patient}\u0000${found.norm}\u0000${found.text}`);
    const list = byPatient.get(found.patient);
    if (list) list.push(found);
    else byPatient.set(found.patient, [found]);
  };
  for (const instance of instances) for (const found of harvest(inputRoot, instance)) add(found);
  for (const list of identifierSet(instances, []).byPatient.values()) for (const found of list) add(found);
  const patients = new Set(instances.map(({ patient }) => patient));
  for (const row of identifiers) {
    for (const of of row.patient === undefined ? patients : [row.patient]) if (patients.has(of)) add(listedIdentifier(of, row));
  }
  return { byPatient: new Map([...byPatient].map(([patient, list]) => [patient, unifyDates(list)])), hidden: new Map() };
}

function ignoredOf({ byPatient }: IdentifierSet): IgnoredIdentifier[] {
  return [...byPatient.values()].flat().flatMap((found) => {
    const reason = ignoredReason(found);
    const { patient, kind, text } = found;
    return reason === undefined ? [] : [{ patient, kind, text, reason }];
  });
}
