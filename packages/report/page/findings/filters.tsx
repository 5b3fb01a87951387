import { useMemo } from 'preact/hooks';
import type { PageData } from '../../src/page-data/types.ts';
import { toolNames } from '../names.ts';
import { CHOICES, NO_FILTER, valuesOf, type Choice, type Filter } from './filter.ts';

const TITLES: Record<Choice, string> = {
  severity: 'Severity',
  label: 'Label',
  kind: 'Identifier',
  place: 'Place',
  action: 'Action',
  category: 'Category',
  modality: 'Modality',
};

/** Selects and a search field that narrow the findings. */
export function Filters({ data, filter, setFilter }: { data: PageData; filter: Filter; setFilter: (filter: Filter) => void }) {
  const values = useMemo(() => CHOICES.map((column) => ({ column, values: valuesOf(data.findings, column) })), [data]);
  const names = toolNames(data.results);
  const choose = (column: Choice, value: string): void => {
    const { [column]: _old, ...others } = filter.choices;
    setFilter({ ...filter, choices: value === '' ? others : { ...others, [column]: value } });
  };
  return (
    <div class="controls filters" role="search">
      <label class="search">
        Search{' '}
        <input
          type="search"
          placeholder="tag, name, path, F-…"
          value={filter.search}
          onInput={(e) => setFilter({ ...filter, search: e.currentTarget.value })}
        />
      </label>
      <label>
        Tool{' '}
        <select value={filter.tool} onChange={(e) => setFilter({ ...filter, tool: toolChoice(e.currentTarget.value) })}>
          <option value="no controls">all tools</option>
          <option value="all">all, controls too</option>
          {names.map((name, i) => (
            <option key={name} value={i}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {values
        .filter(({ values: offered }) => offered.length > 1)
        .map(({ column, values: offered }) => (
          <label key={column}>
            {TITLES[column]}{' '}
            <select value={filter.choices[column] ?? ''} onChange={(e) => choose(column, e.currentTarget.value)}>
              <option value="">all</option>
              {offered.map((value) => (
                <option key={value}>{value}</option>
              ))}
            </select>
          </label>
        ))}
      <button type="button" onClick={() => setFilter(NO_FILTER)}>
        Clear
      </button>
    </div>
  );
}

function toolChoice(value: string): Filter['tool'] {
  return value === 'all' || value === 'no controls' ? value : Number(value);
}
