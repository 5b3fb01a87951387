import type { FoldedTool } from '@deidbench/core/model';
import { csvLine, numberCell, textCell } from './csv.ts';
import { shownValue } from '../shown-value.ts';
import { LONGEST_VALUE } from './findings-csv.ts';

const COLUMNS = [
  'id',
  'instance',
  'patient',
  'rule',
  'tag_path',
  'action',
  'kind',
  'place',
  'severity',
  'category',
  'label',
  'leak',
  'expected',
  'actual',
];

/** Every single failure of one tool: a line an instance and finding; `instance` is the ordinal of the dataset's index, from 0. */
export function* rowLines(tool: FoldedTool, showValues = false): Generator<string> {
  yield csvLine(COLUMNS);
  const value = (text: string | undefined): string => textCell(shownValue(text, LONGEST_VALUE, showValues));
  for (const finding of tool.findings) {
    const { id, patient, rule, tagPath, action, kind, place, severity, category, label, leak } = finding;
    const before = textCell(id);
    const after = [patient, rule, tagPath, action ?? '', kind ?? '', place ?? '', severity, category, label, leak ? 'yes' : 'no'].map(
      textCell,
    );
    const values = [value(finding.expected), value(finding.actual)];
    for (const ordinal of finding.at) yield csvLine([before, numberCell(ordinal), ...after, ...values]);
  }
}
