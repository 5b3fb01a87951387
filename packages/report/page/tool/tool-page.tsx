import type { PageData } from '../../src/page-data/types.ts';
import { bytes, integer, percent, plural, speed } from '../../src/format.ts';
import { reproduceTool } from '../../src/reproduce.ts';
import { ToolHeaders } from '../headers/tool-headers.tsx';
import type { Filter } from '../findings/filter.ts';
import { tierClass } from '../names.ts';
import { Command } from '../ui/command.tsx';
import { safeLink, visible } from '../ui/visible.ts';
import { Attempts } from './attempts.tsx';
import { Losses } from './losses.tsx';
import { TopFindings } from './top-findings.tsx';

/** Everything about one tool and profile: leaks first, then what it loses, then how it ran. */
export function ToolPage({ data, tool: number, setFilter }: { data: PageData; tool: number; setFilter: (filter: Filter) => void }) {
  const tool = data.results.tools[number];
  const extra = data.tools[number];
  if (!tool || !extra) return null;
  const link = safeLink(extra.homepage);
  const outcomes = Object.entries(tool.outcome).filter(([, n]) => n > 0);
  return (
    <article class="tool">
      <h1>
        {visible(tool.name)} <span class={tierClass(tool)}>{tool.tier ?? '–'}</span>
      </h1>
      <p class="lead">
        {[
          tool.control ? 'Control' : `Profile ${tool.profile}, policy ${tool.policy}`,
          `version ${tool.version || 'not told'}`,
          extra.licence,
        ]
          .filter((part) => part !== '')
          .map(visible)
          .join(' · ')}
        {link ? (
          <>
            {' · '}
            <a href={link} rel="noreferrer noopener">
              {link}
            </a>
          </>
        ) : null}
      </p>
      <dl class="facts">
        <Fact name="rank" value={tool.rank ? `${tool.rank.value} (${tool.rank.low}–${tool.rank.high})` : 'not ranked'} />
        <Fact name="leaks high · medium · low" value={`${tool.leaks.high} · ${tool.leaks.medium} · ${tool.leaks.low}`} />
        <Fact name="patients with a leak" value={`${tool.leakPatients} (${percent(tool.leakRate)})`} />
        <Fact name="kept" value={percent(tool.retention)} />
        <Fact name="conformance" value={percent(tool.conformance)} />
        <Fact name="delivered" value={`${integer(tool.instances.paired)} of ${integer(tool.instances.expected)}`} />
        <Fact name="official score" value={percent(tool.score, 2)} />
        <Fact name="speed" value={tool.speed.instancesPerSecond > 0 ? `${speed(tool.speed.instancesPerSecond)} files/s` : '–'} />
        <Fact name="peak memory" value={bytes(tool.memory.peakBytes)} />
      </dl>
      {tool.notes.length > 0 ? (
        <ul class="notes">
          {tool.notes.map((note) => (
            <li key={note}>{visible(note)}</li>
          ))}
        </ul>
      ) : null}
      <TopFindings data={data} tool={number} title="Leaks" leaks setFilter={setFilter} />
      <Losses data={data} tool={number} />
      <TopFindings data={data} tool={number} title="Other findings" leaks={false} setFilter={setFilter} />
      <ToolHeaders key={number} data={data} tool={number} />
      <h2>What became of {plural(tool.instances.expected, 'instance')}</h2>
      <ul>
        {outcomes.map(([name, n]) => (
          <li key={name}>
            {name}: {integer(n)}
          </li>
        ))}
        {tool.collidingUids > 0 ? <li>{plural(tool.collidingUids, 'new UID')} given twice</li> : null}
      </ul>
      <Attempts extra={extra} />
      <h2>Run it again</h2>
      <Command text={visible(reproduceTool(data.results, tool))} />
    </article>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
