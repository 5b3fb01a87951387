import type { Interval, OrderReason, Results, ToolResult } from '@deidbench/core/model';
import { bytes, integer, percent, perHundredThousand, speed } from '../../src/format.ts';
import { TIER_D_ORDER } from '../../src/sentences.ts';
import { tierClass } from '../names.ts';
import type { Order } from '../orders.ts';
import { toolHref } from '../ui/route.ts';
import { Scroller } from '../ui/section.tsx';

/** What decided where tier and kept values did not. */
const WORDS: Partial<Record<OrderReason, string>> = { conformance: 'conformance', 'leak rate': 'leaks', speed: 'speed' };

interface Props {
  results: Results;
  order: Order;
  figureName: string | null;
  /** Orders by leaks instead; null where the rows are not in the order of tiers. */
  byLeaks: (() => void) | null;
}

const COLUMNS = 12;

/** One row a tool and profile; the name opens the tool. Above the first of tier D stands what its order does not say. */
export function RankingTable({ results, order, figureName, byLeaks }: Props) {
  const ranks = order.rows.map((row) => row.rank);
  const firstD = byLeaks ? order.rows.findIndex(({ tool }) => tool.rank && tool.tier === 'D') : -1;
  return (
    <Scroller label="Ranking table">
      <table class="ranking">
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">Tool</th>
            <th scope="col">Tier</th>
            {figureName ? (
              <th scope="col" class="right">
                {figureName}
              </th>
            ) : null}
            <th scope="col" class="right">
              Leaks <span class="unit">high · medium · low</span>
            </th>
            <th scope="col" class="right">
              Patients with a leak <span class="unit">high or medium</span>
            </th>
            <th scope="col" class="right">
              Kept
            </th>
            <th scope="col" class="right">
              Conformance
            </th>
            <th scope="col" class="right">
              Delivered
            </th>
            <th scope="col" class="right">
              Failures <span class="unit">per 100,000 checks</span>
            </th>
            <th scope="col" class="right">
              Official score
            </th>
            <th scope="col" class="right">
              Files/s
            </th>
            <th scope="col" class="right">
              Peak memory
            </th>
          </tr>
        </thead>
        <tbody>
          {order.rows.flatMap((row, i) => [
            i === firstD && byLeaks ? <TierD key="D" byLeaks={byLeaks} /> : null,
            <Row
              key={`${row.tool.id}:${row.tool.profile}`}
              {...row}
              ranks={ranks}
              number={results.tools.indexOf(row.tool)}
              shows={figureName !== null}
            />,
          ])}
        </tbody>
      </table>
    </Scroller>
  );
}

function TierD({ byLeaks }: { byLeaks: () => void }) {
  return (
    <tr class="divider">
      <td colSpan={COLUMNS}>
        <div>
          {TIER_D_ORDER}.{' '}
          <button type="button" class="on-screen" onClick={byLeaks}>
            Order by fewest leaks
          </button>
        </div>
      </td>
    </tr>
  );
}

function Row({
  tool,
  rank,
  figure,
  ranks,
  number,
  shows,
}: Order['rows'][number] & { ranks: (number | null)[]; number: number; shows: boolean }) {
  const word = tool.decidedBy && WORDS[tool.decidedBy];
  const tied = rank !== null && ranks.filter((other) => other === rank).length > 1;
  return (
    <tr class={tool.control ? 'control' : ''}>
      <td class="rank">
        {rank === null ? '–' : `${rank}${tied ? '=' : ''}`}
        {tool.rank && !shows && tool.rank.low !== tool.rank.high ? (
          <span class="interval">
            {tool.rank.low}–{tool.rank.high}
          </span>
        ) : null}
        {word && !shows ? <span class="interval">by {word}</span> : null}
      </td>
      <th scope="row">
        <a href={toolHref(number)}>{tool.id}</a>
        <span class="profile">
          {tool.control ? 'control' : tool.profile} · {tool.version || 'no version'}
        </span>
      </th>
      <td>
        <span class={tierClass(tool)}>{tool.tier ?? '–'}</span>
        {tool.rank && tool.tier === 'D' ? <span class="unit">not fit</span> : null}
      </td>
      {shows ? <td class="number">{percent(figure, 2)}</td> : null}
      <td class="number leaks">
        <span class={tool.leaks.high > 0 ? 'high' : ''}>{tool.leaks.high}</span> ·{' '}
        <span class={tool.leaks.medium > 0 ? 'medium' : ''}>{tool.leaks.medium}</span> · {tool.leaks.low}
      </td>
      <Share value={tool.leakRate} interval={tool.intervals?.leakRate} color="high" />
      <Share value={tool.retention} interval={tool.intervals?.retention} color="good" />
      <Share value={tool.conformance} interval={tool.intervals?.conformance} color="good" />
      <td class="number">
        {integer(tool.instances.paired)} / {integer(tool.instances.expected)}
      </td>
      <td class="number">{perHundredThousand(tool.failuresPer100k)}</td>
      <td class="number">{percent(tool.score, 2)}</td>
      <td class="number">{tool.control ? '–' : speed(tool.speed.instancesPerSecond)}</td>
      <td class="number">{tool.control ? '–' : bytes(tool.memory.peakBytes)}</td>
    </tr>
  );
}

function Share({
  value,
  interval,
  color,
}: {
  value: ToolResult['retention'];
  interval: Interval | null | undefined;
  color: 'high' | 'good';
}) {
  const width = (share: number): string => `${Math.max(0, Math.min(1, share)) * 100}%`;
  return (
    <td class="number share">
      {percent(value)}
      <span class="track" aria-hidden="true">
        <span class={`fill fill-${color}`} style={{ width: width(value ?? 0) }} />
        {interval && value !== null ? (
          <span class="whisker" style={{ left: width(interval.low), width: width(interval.high - interval.low) }} />
        ) : null}
      </span>
      {interval && value !== null && interval.low !== interval.high ? (
        <span class="interval">
          {(interval.low * 100).toFixed(1)}–{(interval.high * 100).toFixed(1)}
        </span>
      ) : null}
    </td>
  );
}
