import type { FoldedTool } from '@deidbench/core/model';
import { measure, patientsOf } from '../rank/measure.ts';

/** What a tool reached on one patient; null where the key asks for nothing. */
export interface PatientFigures {
  patient: string;
  kept: number | null;
  conformance: number | null;
  coverage: number;
  /** High and medium leaks. */
  leaks: number;
  failuresPer100k: number | null;
}

/** Figures of one tool by patient, in the order of all patients of the run. */
export function patientFigures(tool: FoldedTool, patients: readonly string[] = patientsOf([tool])): PatientFigures[] {
  const m = measure(tool, patients);
  const leaks = new Map(tool.patients.map((p) => [p.patient, p.leaks.high + p.leaks.medium]));
  const share = (part: Float64Array, whole: Float64Array, i: number): number | null =>
    (whole[i] ?? 0) === 0 ? null : (part[i] ?? 0) / (whole[i] ?? 1);
  return patients.map((patient, i) => {
    const failed = share(m.failed, m.checks, i);
    return {
      patient,
      kept: share(m.retained, m.retainable, i),
      conformance: share(m.conforming, m.conformable, i),
      coverage: share(m.paired, m.expected, i) ?? 0,
      leaks: leaks.get(patient) ?? 0,
      failuresPer100k: failed === null ? null : failed * 100_000,
    };
  });
}
