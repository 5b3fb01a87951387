import type { Fold } from '@deidbench/core/model';
import { shownValue } from '../shown-value.ts';
import { csvLine, numberCell, textCell } from './csv.ts';
import { mergeFindings, type FindingGroup } from './merge-findings.ts';

/** Columns of findings.csv, in order. */
export const FINDING_COLUMNS = [
  'id',
  'tool',
  'profile',
  'patient',
  'tag_path',
  'tag_name',
  'action',
  'kind',
  'place',
  'severity',
  'category',
  'label',
  'leak',
  'rules',
  'instances',
  'example_instance',
  'example_file',
  'expected',
  'actual',
  'explanation',
] as const;

/** Longest value that a cell holds. */
export const LONGEST_VALUE = 4000;

/** Lines of findings.csv, a header first: one row a distinct (tool, profile, patient, place, action, kind). Values are masked unless asked otherwise. */
export function* findingLines(fold: Pick<Fold, 'tools'>, showValues = false): Generator<string> {
  yield csvLine(FINDING_COLUMNS);
  for (const tool of fold.tools) for (const group of mergeFindings(tool.findings)) yield csvLine(cells(group, showValues));
}

function cells(group: FindingGroup, showValues: boolean): string[] {
  const { first } = group;
  const value = (text: string | undefined): string => textCell(shownValue(text, LONGEST_VALUE, showValues));
  return [
    textCell(group.id),
    textCell(first.tool),
    textCell(first.profile),
    textCell(first.patient),
    textCell(first.tagPath),
    textCell(first.tagName ?? ''),
    textCell(first.action ?? ''),
    textCell(first.kind ?? ''),
    textCell(first.place ?? ''),
    group.severity,
    textCell(first.category),
    group.label,
    group.leak ? 'yes' : 'no',
    textCell(group.rules.join(' ')),
    numberCell(group.instances),
    textCell(first.example.sop ?? String(first.example.ordinal)),
    textCell(first.example.path),
    value(first.expected),
    value(first.actual),
    textCell(first.explanation),
  ];
}
