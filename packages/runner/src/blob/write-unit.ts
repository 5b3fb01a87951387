import { canonicalJson, type Finding, type InstanceOutcome } from '@deidbench/core/model';
import { judgeKey, writeBlob } from '@deidbench/core/store';
import { leaksByPatient, type Judged } from '@deidbench/judge';
import type { IodTally } from '../iod/validate-unit.ts';
import type { AttemptRecord, UnitTask } from '../run/task.ts';
import type { InstanceRow, StoredEvidence, StoredFinding, StoredMaps, UnitHead, UnitSummary } from './format.ts';
import { grayPng } from './png.ts';
import { packVerdicts } from './verdict-bits.ts';

export interface UnitResult {
  record: AttemptRecord;
  judged: Judged;
  outcomes: InstanceOutcome[];
  /** MD5 by output path. */
  outputDigests: ReadonlyMap<string, string>;
  outputDigest: string;
  iod?: IodTally | undefined;
}

/** Writes the blob of a unit, all or nothing. Patients and instances stand in it by their places in the unit. */
export async function writeUnitBlob(task: UnitTask, result: UnitResult): Promise<UnitHead> {
  const { judged, record } = result;
  const places = new Map(task.patients.map((patient, i) => [patient, i]));
  const place = (patient: string) => places.get(patient) ?? -1;
  const values = new ValueTable();
  const pathPlace = (path: string) => (task.commit.realData ? -1 : values.place(path));
  const findings = judged.findings.map((finding) => storedFinding(finding, place(finding.patient), values));
  const leaks = leaksByPatient(judged.leaks).map((row) => ({ ...row, patient: place(row.patient) }));
  const cells = judged.cells.map((cell) => ({ ...cell, patient: place(cell.patient) }));
  const head = headOf(task, result);
  const instances = ndjson(instanceRows(task, result, place, pathPlace));
  const summary = canonicalJson(summaryOf(result, pathPlace));
  const evidence = task.commit.realData ? '' : ndjson(evidenceOf(judged, values));
  await writeBlob(task.commit.blob, head, {
    instances,
    verdicts: packVerdicts(judged.verdicts),
    cells: ndjson(cells.map(canonicalJson).toSorted()),
    findings: ndjson(findings.map(canonicalJson).toSorted()),
    leaks: ndjson(leaks.toSorted((a, b) => a.patient - b.patient)),
    unit: summary,
    ...(!task.commit.realData && { values: canonicalJson(values.texts), maps: canonicalJson(mapsOf(judged)), evidence }),
    attempt: canonicalJson(record),
  });
  return head;
}

function headOf(task: UnitTask, { record, outcomes, outputDigest }: UnitResult): UnitHead {
  const { keyDigest, rulesVersion, readerVersion, iodVersion } = task.judging;
  const parts = { outputDigest, keyDigest, rulesVersion, readerVersion, iodVersion };
  return {
    unit: task.unit,
    tool: task.tool.manifest.id,
    profile: task.profile,
    attemptKey: task.commit.attemptKey,
    judgeKey: judgeKey(parts),
    ...parts,
    end: record.attempt.end,
    instances: outcomes.length,
    outcome: countBy(outcomes),
  };
}

function instanceRows(
  task: UnitTask,
  { judged, outcomes, outputDigests }: UnitResult,
  place: (patient: string) => number,
  pathPlace: (path: string) => number,
): InstanceRow[] {
  const pairs = new Map(judged.pairs.map((pair) => [pair.ordinal, pair]));
  return outcomes.map((outcome, local) => {
    const pair = pairs.get(local);
    const digest = pair && outputDigests.get(pair.output);
    const instance = task.instances[local]?.instance;
    return {
      patient: place(instance?.patient ?? ''),
      ...(instance && { modality: instance.modality }),
      outcome,
      checks: judged.checkCounts[local] ?? 0,
      ...(pair && { by: pair.by, output: pathPlace(pair.output) }),
      ...(digest && { digest }),
    };
  });
}

function storedFinding(finding: Finding, patient: number, values: ValueTable): StoredFinding {
  const { expected, actual, ...rest } = finding;
  return {
    ...rest,
    patient,
    ...(expected !== undefined && { expected: values.place(expected) }),
    ...(actual !== undefined && { actual: values.place(actual) }),
  };
}

function summaryOf({ judged, iod }: UnitResult, pathPlace: (path: string) => number): UnitSummary {
  const { collidingUids, notes, problems } = judged;
  const sorted = problems.toSorted((a, b) => (a.output < b.output ? -1 : 1));
  const told = sorted.map((problem) => ({ ...problem, output: pathPlace(problem.output) }));
  return { collidingUids, notes: notes.toSorted(), ...(iod && { iod }), problems: told };
}

function evidenceOf({ evidence }: Judged, values: ValueTable): StoredEvidence[] {
  return evidence.map(({ ordinal, tagPath, identifiers, before, after, image }) => ({
    at: ordinal,
    tagPath,
    identifiers: identifiers.map((text) => values.place(text)),
    ...(before && { before: grayPng(before).toString('base64') }),
    ...(after && { after: grayPng(after).toString('base64') }),
    ...(image && { image: grayPng(image).toString('base64') }),
  }));
}

function mapsOf({ uidMap, patientMap }: Judged): StoredMaps {
  const rows = (map: ReadonlyMap<string, string>) => [...map].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { uids: rows(uidMap), patients: rows(patientMap) };
}

/** Texts by place; equal texts share one. */
class ValueTable {
  readonly texts: string[] = [];
  readonly #places = new Map<string, number>();

  place(text: string): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    this.#places.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

function countBy<T extends string>(items: readonly T[]): Partial<Record<T, number>> {
  const counts: Partial<Record<T, number>> = {};
  for (const item of items) counts[item] = (counts[item] ?? 0) + 1;
  return counts;
}

function ndjson(rows: readonly (object | string)[]): string {
  return rows.map((row) => `${typeof row === 'string' ? row : canonicalJson(row)}\n`).join('');
}
