import type { FindingTable, TextColumn } from '../../src/page-data/types.ts';

/** Text of a column of a row. */
export function textOf(table: FindingTable, column: TextColumn, row: number): string {
  return table.strings[table.columns[column][row] ?? 0] ?? '';
}

interface Props {
  table: FindingTable;
  row: number;
  tool: string;
  /** What stands at the end of the line. */
  extent: string;
}

/** A finding on one line: severity, place, what went wrong, for which tool, how often. */
export function FindingLine({ table, row, tool, extent }: Props) {
  const text = (column: TextColumn): string => textOf(table, column, row);
  const what = [text('kind'), text('action') || text('rules')].filter((s) => s !== '').join(' · ');
  return (
    <span class="line">
      <span class={`severity ${text('severity')}`}>{text('severity')}</span>
      <span class="where">
        <span class="path">{text('tagPath')}</span> {text('tagName')}
      </span>
      <span class="what">
        {what} <span class="label">{text('label')}</span>
      </span>
      <span class="who">{tool}</span>
      <span class="extent">{extent}</span>
    </span>
  );
}
