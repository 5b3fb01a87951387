import { existsSync, readFileSync } from 'node:fs';
import { readXlsx, type CellValue } from 'hucre/xlsx';
import { VERDICT } from '@deidbench/core/model';
import { JudgeError } from '../errors.ts';
import type { OfficialRow } from './row.ts';
import { passedOf } from './results-db.ts';
import { writeWorkbook } from './workbook.ts';

const HEADER = [
  null,
  'check_passed',
  'check_score',
  'action',
  'action_text',
  'file_path',
  'modality',
  'class',
  'patient',
  'study',
  'series',
  'instance',
];

/** Collects the rows of `pixel_validation.xlsx`, which a person looks through and may edit: all checks of burned-in text. */
export class PixelSheet {
  private readonly rows: CellValue[][] = [HEADER];

  add(index: number, row: OfficialRow): void {
    if (row.check.action !== 'pixels_hidden') return;
    const { check, judgement, subject } = row;
    const passed = judgement.verdict === VERDICT.blank ? null : passedOf(row) === 1;
    this.rows.push([
      index,
      passed,
      judgement.score,
      check.actionField,
      check.actionText,
      'None',
      subject.modality,
      subject.sopClass,
      subject.patient,
      subject.study,
      subject.series,
      subject.instance,
    ]);
  }

  async write(path: string): Promise<void> {
    await writeWorkbook(path, [{ name: 'Sheet1', rows: this.rows }]);
  }
}

/** A person's verdict on a row of the table; nulls make it blank. */
export interface PixelEdit {
  index: number;
  passed: boolean | null;
  score: number | null;
}

/**
 * Reads an edited `pixel_validation.xlsx`.
 * @throws {JudgeError} NO_FILE, BAD_PIXEL_SHEET
 */
export async function readPixelEdits(path: string): Promise<PixelEdit[]> {
  if (!existsSync(path)) throw new JudgeError('NO_FILE', `${path}: no such file; give the edited pixel_validation.xlsx.`);
  const rows = await sheetRows(path);
  const header = rows[0] ?? [];
  const passed = header.indexOf('check_passed');
  const score = header.indexOf('check_score');
  if (passed < 0 || score < 0) {
    throw new JudgeError(
      'BAD_PIXEL_SHEET',
      `${path}: the first sheet lacks the columns check_passed and check_score; give the edited pixel_validation.xlsx.`,
    );
  }
  return rows.slice(1).flatMap((row, i) => {
    if (row.every((cell) => cell === null || cell === '')) return [];
    const index = toNumber(row[0]);
    if (index === null || !Number.isInteger(index)) {
      throw new JudgeError(
        'BAD_PIXEL_SHEET',
        `${path}, row ${i + 2}: the first cell must be the row's index; found ${JSON.stringify(row[0])}.`,
      );
    }
    return [{ index, passed: toBoolean(row[passed], path, i + 2), score: toNumber(row[score]) }];
  });
}

async function sheetRows(path: string): Promise<CellValue[][]> {
  try {
    const { sheets } = await readXlsx(readFileSync(path));
    return sheets[0]?.rows ?? [];
  } catch (error) {
    throw new JudgeError(
      'BAD_PIXEL_SHEET',
      `${path}: is no workbook (${(error as Error).message}); give the edited pixel_validation.xlsx.`,
    );
  }
}

function toNumber(cell: CellValue | undefined): number | null {
  if (typeof cell === 'number') return cell;
  if (typeof cell === 'boolean') return cell ? 1 : 0;
  if (typeof cell !== 'string' || cell.trim() === '') return null;
  const number = Number(cell);
  return Number.isNaN(number) ? null : number;
}

function toBoolean(cell: CellValue | undefined, path: string, row: number): boolean | null {
  if (cell === null || cell === undefined || cell === '') return null;
  if (typeof cell === 'boolean') return cell;
  const text = String(cell).toLowerCase();
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  throw new JudgeError('BAD_PIXEL_SHEET', `${path}, row ${row}: check_passed is ${JSON.stringify(cell)}; it must be TRUE, FALSE or empty.`);
}
