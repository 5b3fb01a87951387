import type { PageData } from '../../src/page-data/types.ts';
import type { Interval, ToolResult } from '@deidbench/core/model';
import { bytes, integer, percent, perHundredThousand, plural, rankText, speed } from '../../src/format.ts';
import { TIER_MEANS } from '../../src/rank/method.ts';
import { reproduceTool } from '../../src/reproduce.ts';
import { ToolHeaders } from '../headers/tool-headers.tsx';
import type { Filter } from '../findings/filter.ts';
import { tierClass } from '../names.ts';
import { Command } from '../ui/command.tsx';
import { safeLink } from '../ui/safe-link.ts';
import { Attempts } from './attempts.tsx';
import { ToolFigures } from './figures.tsx';
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
      <h1 tabIndex={-1}>
        {tool.name} <span class={tierClass(tool)}>{tool.tier ?? '–'}</span>
      </h1>
      <p class="lead">
        {[
          tool.control ? 'Control' : `Profile ${tool.profile}, policy ${tool.policy}`,
          `version ${tool.version || 'not told'}`,
          extra.licence,
        ]
          .filter((part) => part !== '')
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
        <Fact name="tier" value={tool.tier ? `${tool.tier}: ${TIER_MEANS[tool.tier]}` : 'none: it did not run'} />
        <Fact name="rank" value={rankFact(tool, data.results.tools)} />
        <Fact name="leaks high · medium · low" value={`${tool.leaks.high} · ${tool.leaks.medium} · ${tool.leaks.low}`} />
        <Fact name="patients with a leak" value={`${tool.leakPatients} (${withInterval(tool.leakRate, tool.intervals?.leakRate)})`} />
        <Fact name="kept" value={withInterval(tool.retention, tool.intervals?.retention)} />
        <Fact name="conformance" value={withInterval(tool.conformance, tool.intervals?.conformance)} />
        <Fact name="delivered" value={`${integer(tool.instances.paired)} of ${integer(tool.instances.expected)}`} />
        <Fact name="failures per 100,000 checks" value={perHundredThousand(tool.failuresPer100k)} />
        <Fact name="official score" value={percent(tool.score, 2)} />
        <Fact name="speed" value={tool.speed.instancesPerSecond > 0 ? `${speed(tool.speed.instancesPerSecond)} files/s` : '–'} />
        <Fact name="peak memory" value={bytes(tool.memory.peakBytes)} />
      </dl>
      {tool.notes.length > 0 ? (
        <ul class="notes">
          {tool.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}
      <TopFindings data={data} tool={number} title="Leaks" leaks setFilter={setFilter} />
      <ToolFigures data={data} tool={number} title="By action" dimension="action" setFilter={setFilter} />
      <ToolFigures data={data} tool={number} title="By modality" dimension="modality" setFilter={setFilter} />
      <ToolFigures data={data} tool={number} title="By category" dimension="category" brief setFilter={setFilter} />
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
      <Command text={reproduceTool(data.results, tool)} />
    </article>
  );
}

/** `2= (1–3)`. */
function rankFact({ rank }: ToolResult, all: readonly ToolResult[]): string {
  if (!rank) return 'not ranked';
  const text = rankText(
    rank,
    all.map((tool) => tool.rank),
  );
  return rank.low === rank.high ? text : `${text} (${rank.low}–${rank.high})`;
}

function withInterval(value: number | null, interval: Interval | null | undefined): string {
  if (value === null || !interval || interval.low === interval.high) return percent(value);
  return `${percent(value)}, ${(interval.low * 100).toFixed(1)}–${(interval.high * 100).toFixed(1)}`;
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
