import { useState } from 'preact/hooks';
import { integer, plural } from '../../src/format.ts';
import type { PageData } from '../../src/page-data/types.ts';
import { HeaderTable } from './header-table.tsx';

/** What a tool made of the headers of some instances; says why where there are none. */
export function ToolHeaders({ data, tool: number }: { data: PageData; tool: number }) {
  const [chosen, setChosen] = useState(0);
  const tool = data.results.tools[number];
  const own = data.diffs.shown.filter(({ tool: id, profile }) => id === tool?.id && profile === tool.profile);
  const diff = own[chosen] ?? own[0];
  if (!diff) return data.diffs.reason === undefined || tool?.control ? null : <NoHeaders reason={data.diffs.reason} />;
  return (
    <>
      <h2>Headers, input and output</h2>
      <p class="hint">
        {plural(own.length, 'instance')} with findings, the gravest of each modality first.{' '}
        {data.diffs.left > 0 ? `${integer(data.diffs.left)} more of all tools: deidbench explain RUN F-… --header shows any of them.` : ''}
      </p>
      <div class="controls">
        <label>
          Instance{' '}
          <select value={own.indexOf(diff)} onChange={(e) => setChosen(Number(e.currentTarget.value))}>
            {own.map((one, i) => (
              <option key={one.path} value={i}>
                {one.path} {one.modality}
              </option>
            ))}
          </select>
        </label>
      </div>
      <HeaderTable diff={diff} />
    </>
  );
}

function NoHeaders({ reason }: { reason: string }) {
  return (
    <>
      <h2>Headers, input and output</h2>
      <p class="hint">Not shown: {reason}.</p>
    </>
  );
}
