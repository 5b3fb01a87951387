import { useMemo } from 'preact/hooks';
import { integer, plural } from '../../src/format.ts';
import type { PageData } from '../../src/page-data/types.ts';
import { groupByPlace } from '../findings/group.ts';
import { FindingLine } from '../findings/row.tsx';

const MOST = 25;

interface Props {
  data: PageData;
  tool: number;
  title: string;
  leaks: boolean;
  setFilter: () => void;
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
                <FindingLine
                  table={table}
                  row={group.row}
                  tool=""
                  extent={`${plural(group.patients, 'patient')}, ${plural(group.instances, 'instance')}`}
                />
              </li>
            ))}
          </ul>
          <p>
            <a href="#findings" onClick={setFilter}>
              {groups.length > MOST ? `All ${integer(groups.length)} places` : 'Open them in the list of findings'}
            </a>
          </p>
        </>
      )}
    </>
  );
}
