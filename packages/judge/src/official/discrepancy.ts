import { VERDICT } from '@deidbench/core/model';
import { CATEGORY_FIELDS, reportedCategory } from '../key/categories.ts';
import { csvField } from './csv.ts';
import { categoryText, passedOf } from './results-db.ts';
import type { OfficialRow } from './row.ts';
import { TextFile } from './text-file.ts';

const SHARED = ['index', 'check_passed', 'check_score', 'tag_ds', 'tag_name', 'file_value', 'answer_value', 'action', 'action_text'];
const SUBJECT = ['modality', 'class', 'patient', 'study', 'series', 'instance'];

/** A number as Python prints a float: `0.0`, `0.25`; nothing for null. */
const float = (value: number | null): string => (value === null ? '' : Number.isInteger(value) ? `${value}.0` : String(value));

/** The numbers of a look-up table are long and say nothing: the reports leave them out. */
const shown = (row: OfficialRow, text: string | null): string => (row.check.tagName === '<LUT Data>' ? '<Removed>' : (text ?? ''));

/** Writes the two discrepancy reports: all rows that did not pass, in table order. */
export class DiscrepancyWriter {
  private readonly internal: TextFile;
  private readonly participant: TextFile;

  constructor(internalPath: string, participantPath: string) {
    this.internal = new TextFile(internalPath);
    this.participant = new TextFile(participantPath);
    const both = [...SHARED, 'category', 'subcategory'];
    this.internal.write(`${[...both, ...CATEGORY_FIELDS, ...SUBJECT, 'file_name', 'file_path'].join(',')}\n`);
    this.participant.write(`${[...both, ...SUBJECT, 'file_name'].join(',')}\n`);
  }

  add(index: number, row: OfficialRow): void {
    if (row.judgement.verdict === VERDICT.pass) return;
    const { check, judgement, subject } = row;
    const { category, subcategory } = reportedCategory(check.action!, check.categories);
    const head = [
      String(index),
      float(passedOf(row)),
      float(judgement.score),
      check.tagPath ?? '',
      check.tagName ?? '',
      shown(row, judgement.fileValue),
      shown(row, judgement.answerValue),
      check.actionField ?? '',
      shown(row, check.actionText),
      category,
      subcategory ?? '',
    ];
    const who = [subject.modality, subject.sopClass, subject.patient, subject.study, subject.series, subject.instance].map(
      (text) => text ?? '',
    );
    const codes = CATEGORY_FIELDS.map((name) => categoryText(check.categories, name) ?? '');
    this.internal.write(`${[...head, ...codes, ...who, '', ''].map(csvField).join(',')}\n`);
    this.participant.write(`${[...head, ...who, ''].map(csvField).join(',')}\n`);
  }

  close(): void {
    this.internal.close();
    this.participant.close();
  }
}
