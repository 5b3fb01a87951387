import { isOrdinary, isSearched } from '../beyond/scan/patterns.ts';
import { formsOf } from '../identifiers/forms.ts';
import { identifier, type Identifier, type IdentifierSet } from '../identifiers/identifier.ts';
import { identifierSet } from '../identifiers/identifier-set.ts';
import type { IdentifierKind, Instance } from '@deidbench/core/model';
import { judgeUnit } from '../unit/judge-unit.ts';
import type { Judged, OutputFile } from '../unit/types.ts';
import { harvest } from './harvest.ts';

/** An identifier from a list that the user gives. Without a patient it is looked for in the files of all. */
export interface ListedIdentifier {
  patient?: string;
  kind?: IdentifierKind;
  text: string;
}

export interface ScanInput {
  instances: readonly Instance[];
  inputRoot: string;
  output: readonly OutputFile[];
  outputRoot: string;
  identifiers?: readonly ListedIdentifier[];
  /** Released crosswalks: they pair files by SOP Instance UID. */
  crosswalk?: { uids: ReadonlyMap<string, string>; patients: ReadonlyMap<string, string> };
  policy?: string;
}

/** An identifier that is not looked for, and why. */
export interface IgnoredIdentifier {
  patient: string;
  kind: IdentifierKind;
  text: string;
  reason:
    | 'too short or an ordinary word away from its own place'
    | 'its family name is an ordinary word: looked for with the given name only';
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
  const { instances, inputRoot, output, outputRoot, crosswalk } = scan;
  const identifiers = collect(scan);
  const judged = judgeUnit({
    instances,
    inputRoot,
    output,
    outputRoot,
    stagedNames: instances.map(({ path }) => path),
    naming: 'same-path',
    ...(crosswalk && { crosswalk }),
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
  for (const { patient, kind = 'name', text } of identifiers) {
    for (const of of patient === undefined ? patients : [patient]) add(identifier(of, kind, text, true));
  }
  return { byPatient, hidden: new Map() };
}

function ignoredOf({ byPatient }: IdentifierSet): IgnoredIdentifier[] {
  const ignored: IgnoredIdentifier[] = [];
  for (const found of [...byPatient.values()].flat()) {
    const { patient, kind, text } = found;
    if (!isSearched(found)) ignored.push({ patient, kind, text, reason: 'too short or an ordinary word away from its own place' });
    else if (formsOf(found).some(isOrdinary)) {
      ignored.push({ patient, kind, text, reason: 'its family name is an ordinary word: looked for with the given name only' });
    }
  }
  return ignored;
}
