import { useMemo, useState } from 'preact/hooks';
import { integer, plural } from '../../src/format.ts';
import type { PageData } from '../../src/page-data/types.ts';
import { toolNames } from '../names.ts';
import { Section } from '../ui/section.tsx';
import { useNarrow } from '../ui/narrow.ts';
import { Detail } from './detail.tsx';
import { matchingRows, type Filter } from './filter.ts';
import { Filters } from './filters.tsx';
import { groupByPlace } from './group.ts';
import { FindingLine } from './row.tsx';
import { VirtualList } from './virtual-list.tsx';

/** All findings of the run, to filter, search and open. */
export function Findings({ data, filter, setFilter }: { data: PageData; filter: Filter; setFilter: (filter: Filter) => void }) {
  const table = data.findings;
  const [byPlace, setByPlace] = useState(true);
  const [selected, setSelected] = useState<number | null>(null);
  const controls = useMemo(() => data.results.tools.map((tool) => tool.control), [data]);
  const rows = useMemo(() => matchingRows(table, filter, controls), [table, filter, controls]);
  const groups = useMemo(() => (byPlace ? groupByPlace(table, rows) : null), [table, rows, byPlace]);
  const names = toolNames(data.results);
  const narrow = useNarrow();
  const change = (next: Filter): void => {
    setSelected(null);
    setFilter(next);
  };
  if (table.total === 0)
    return (
      <Section id="findings" title="Findings">
        <p>No tool of this run has a finding.</p>
      </Section>
    );
  const rowAt = (index: number): number => (groups ? (groups[index]?.row ?? 0) : (rows[index] ?? 0));
  const extent = (index: number): string => {
    const group = groups?.[index];
    const row = rowAt(index);
    return group
      ? `${plural(group.patients, 'patient')}, ${plural(group.instances, 'instance')}`
      : `${table.strings[table.columns.patient[row] ?? 0] ?? ''}, ${plural(table.instances[row] ?? 0, 'instance')}`;
  };
  return (
    <Section id="findings" title="Findings" lead={leadText(data)}>
      <Filters data={data} filter={filter} setFilter={change} />
      <p class="count" role="status">
        {integer(rows.length)} of {integer(table.ids.length)} findings{groups ? ` at ${plural(groups.length, 'place')}` : ''}
        <label>
          <input
            type="checkbox"
            checked={byPlace}
            onChange={(e) => {
              setSelected(null);
              setByPlace(e.currentTarget.checked);
            }}
          />{' '}
          patients together
        </label>
      </p>
      {rows.length === 0 ? (
        <p class="hint">{noneText(data, filter)}</p>
      ) : (
        <div class={selected === null ? 'findings' : 'findings open'}>
          <VirtualList
            label="Findings"
            count={groups?.length ?? rows.length}
            rowHeight={narrow ? 96 : 40}
            selected={selected}
            onSelect={setSelected}
            row={(index) => (
              <FindingLine table={table} row={rowAt(index)} tool={names[table.tool[rowAt(index)] ?? 0] ?? ''} extent={extent(index)} />
            )}
          />
          {selected === null ? null : <Detail data={data} row={rowAt(selected)} name={names[table.tool[rowAt(selected)] ?? 0] ?? ''} />}
        </div>
      )}
    </Section>
  );
}

/** Why the list is empty. */
function noneText({ results }: PageData, filter: Filter): string {
  const only = results.tools.every((tool) => tool.control || tool.tier === null);
  if (filter.tool === 'no controls' && only)
    return 'All findings of this run are those of controls: choose “all, controls too” to see them.';
  return 'No finding fits these filters.';
}

function leadText({ findings, showValues }: PageData): string {
  const all =
    findings.total > findings.ids.length
      ? ` The gravest ${integer(findings.ids.length)} of ${integer(findings.total)} are here, all in findings.csv.`
      : '';
  return `Every failed check and every leak beyond the key. A line is one kind of identifier at one place; the ranking counts each identifier there, such as every UID of a series, so its leaks can be more than the lines. ${showValues ? 'Values are shown as they are.' : 'Values are masked.'}${all}`;
}
