import type { Interval, OrderReason, ToolResult } from '@deidbench/core/model';
import { bytes, integer, percent, perHundredThousand, speed } from '../../src/format.ts';
import { tierClass } from '../names.ts';
import type { Order } from '../orders.ts';
import { toolHref } from '../ui/route.ts';

/** What decided where tier and kept values did not. */
const WORDS: Partial<Record<OrderReason, string>> = { conformance: 'conformance', 'leak rate': 'leaks', speed: 'speed' };

/** One tool and profile; the name opens the tool. `ranks`: those of all rows, which tell ties. */
export function RankingRow({
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
