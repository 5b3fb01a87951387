import type { Fold } from '@deidbench/core/model';
import { patientsOf } from '../rank/measure.ts';
import { csvLine, textCell } from '../write/csv.ts';
import { patientFigures, type PatientFigures } from './patient-figures.ts';

/** Tasks of the file; `leaks` and `failures` are better when small, the others when large. */
const TASKS: readonly [string, keyof Omit<PatientFigures, 'patient'>][] = [
  ['leaks', 'leaks'],
  ['kept', 'kept'],
  ['conformance', 'conformance'],
  ['failures', 'failuresPer100k'],
];

/** Long CSV as challengeR reads it: task, case, algorithm, value; a case is a patient, NA where nothing could be checked. Controls are left out. */
export function* challengerLines(fold: Pick<Fold, 'tools'>): Generator<string> {
  yield csvLine(['task', 'case', 'algorithm', 'value']);
  const tools = fold.tools.filter((tool) => tool.control === undefined);
  const patients = patientsOf(tools);
  const figures = tools.map((tool) => ({ name: `${tool.id}:${tool.profile}`, rows: patientFigures(tool, patients) }));
  for (const [task, key] of TASKS) {
    for (const { name, rows } of figures) {
      for (const row of rows) {
        const value = row[key];
        yield csvLine([task, textCell(row.patient), textCell(name), value === null ? 'NA' : String(value)]);
      }
    }
  }
}
