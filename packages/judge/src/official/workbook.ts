import { writeFileSync } from 'node:fs';
import { writeXlsx, type CellValue } from 'hucre/xlsx';

/** Writes a workbook with plain values; the first row of each sheet is its header. */
export async function writeWorkbook(path: string, sheets: { name: string; rows: CellValue[][] }[]): Promise<void> {
  writeFileSync(path, await writeXlsx({ sheets: sheets.map(({ name, rows }) => ({ name, rows })) }));
}
