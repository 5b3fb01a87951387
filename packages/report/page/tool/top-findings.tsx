import { useMemo } from 'preact/hooks';
import { integer, plural } from '../../src/format.ts';
import type { FindingTable, PageData } from '../../src/page-data/types.ts';
import { NO_FILTER, type Filter } from '../findings/filter.ts';
import { groupByPlace } from '../findings/group.ts';
import { FindingLine } from '../findings/row.tsx';

const MOST = 25;

interface Props {
  data: PageData;
  tool: number;
  title: string;
  leaks: boolean;
  setFilter: (filter: Filter) => void;
}

/** The gravest places of one tool, with a way to all of them. */
export function TopFindings({ data, tool, title, leaks, setFilter }: Props) {
  const table = data.findings;
  const groups = useMemo(() => {
    const rows = Uint32Array.from(table.tool.flatMap((t, row) => (t === tool && (table.leak[row] === 1) === leaks ? [row] : [])));
    return groupByPlace(table, rows);
  }, [table, tool, leaks]);
  return (
    <>
      <h2>{title}</h2>
      {groups.length === 0 ? (
        <p>None found.</p>
      ) : (
        <>
          <ul class="places">
            {groups.slice(0, MOST).map((group) => (
              <li key={group.row}>
                <a href="#findings" onClick={() => setFilter(placeFilter(table, tool, group.row))}>
                  <FindingLine
                    table={table}
                    row={group.row}
                    tool=""
                    extent={`${plural(group.patients, 'patient')}, ${plural(group.instances, 'instance')}`}
                  />
                </a>
              </li>
            ))}
          </ul>
          <p>
            <a href="#findings" onClick={() => setFilter({ ...NO_FILTER, tool, ...(leaks && { choices: { label: 'leak' } }) })}>
              {groups.length > MOST ? `All ${integer(groups.length)} places` : 'Open them in the list of findings'}
            </a>
          </p>
        </>
      )}
    </>
  );
}

/** What shows one place of one tool alone in the list of findings. */
function placeFilter(table: FindingTable, tool: number, row: number): Filter {
  const text = (column: 'tagPath' | 'kind' | 'action' | 'severity'): string => table.strings[table.columns[column][row] ?? 0] ?? '';
  const named = (['kind', 'action', 'severity'] as const).filter((column) => text(column) !== '');
  return { tool, search: text('tagPath'), choices: Object.fromEntries(named.map((column) => [column, text(column)])) };
}
