import type { Finding } from '@deidbench/core/model';
import type { Collected } from './collected.ts';
import type { IntakeProblem } from './intake.ts';
import { instanceAt, stagedName } from './invocation.ts';
import type { UnitTask } from './task.ts';

/** What was refused, as the place of a finding and in a sentence: findings of one patient are told apart by their places. */
const REFUSED: Record<IntakeProblem, readonly [place: string, said: string]> = {
  link: ['symbolic link', 'the tool left a symbolic link in its output; it was not followed'],
  'hard-link': ['hard link', 'the tool left a hard link to its input as its output; it was not read'],
  special: ['pipe or device', 'the tool left a pipe, socket or device in its output; it was not opened'],
  'too-large': ['huge file', 'the tool left a file larger than any that is read; it was not opened'],
  sparse: ['sparse file', 'the tool left a file that claims far more bytes than it holds; it was not opened'],
  name: ['unreadable name', 'the tool left a file whose name is not UTF-8 and can not be changed; it was not opened'],
  'too-deep': ['deep folders', 'the tool left folders nested deeper than is followed'],
  'too-many': ['many files', 'the tool left many more files than it was given; the rest was not looked at'],
  unreadable: ['unreadable file', 'the tool left a folder or file that cannot be read, by its path or its rights; it was passed over'],
};
const HARMED = ['input file', 'the tool changed the files that it was given to read: nothing on this machine kept it from that'] as const;
const ADDED = [
  'input folder',
  'the tool wrote into the folder that it was given to read: nothing on this machine kept it from that',
] as const;

/** What was refused of an output, as findings: grouped by problem and patient, since a refused file is no answer and must not pass unseen. */
export function intakeFindings(task: UnitTask, collected: Collected): Finding[] {
  const byName = new Map(task.instances.map((item, local) => [stagedName(task.tool.manifest, item), local]));
  const groups = new Map<string, Finding>();
  for (const { path, problem } of collected.files) {
    if (!problem) continue;
    const local = byName.get(path);
    const patient = local === undefined ? '' : instanceAt(task, local).instance.patient;
    const key = `${problem}\0${patient}`;
    const known = groups.get(key) ?? finding(REFUSED[problem], patient);
    groups.set(key, known);
    if (local !== undefined) known.at.push(local);
  }
  return [...groups.values()];
}

/** What a tool did to its input, by patient; nothing where it could not, or did not. */
export function harmFindings(task: UnitTask, { harm }: Collected): Finding[] {
  if (!harm) return [];
  const patientOf = (local: number) => instanceAt(task, local).instance.patient;
  const changed = [...Map.groupBy(harm.changed, patientOf)].map(([patient, at]) => ({ ...finding(HARMED, patient), at }));
  return harm.added > 0 ? [...changed, finding(ADDED, '')] : changed;
}

function finding([tagPath, explanation]: readonly [string, string], patient: string): Finding {
  return {
    rule: 'intake',
    tagPath,
    severity: 'medium',
    label: 'bug',
    category: '',
    leak: false,
    patient,
    at: [],
    explanation,
  };
}
