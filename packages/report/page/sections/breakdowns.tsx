import { useState } from 'preact/hooks';
import { percent, perHundredThousand } from '../../src/format.ts';
import type { Breakdown, BreakdownCell, PageData } from '../../src/page-data/types.ts';
import { actionWords } from '../action-words.ts';
import { toolNames } from '../names.ts';
import { toolHref } from '../ui/route.ts';
import { Scroller, Section } from '../ui/section.tsx';

type Metric = 'failures' | 'kept' | 'leaks';
const METRICS: Record<Metric, string> = { failures: 'failed checks', kept: 'kept', leaks: 'leaks' };

interface Props {
  data: PageData;
  id: string;
  title: string;
  dimensions: Breakdown['dimension'][];
}

/** A matrix of all tools along one of several dimensions. */
export function Breakdowns({ data, id, title, dimensions }: Props) {
  const offered = data.breakdowns.filter((b) => dimensions.includes(b.dimension));
  const [chosen, setChosen] = useState(0);
  const [metric, setMetric] = useState<Metric>('failures');
  const breakdown = offered[chosen] ?? offered[0];
  if (!breakdown) return null;
  const metrics = (Object.keys(METRICS) as Metric[]).filter((m) => breakdown.cells.flat().some((cell) => says(cell, m)));
  const shown = metrics.includes(metric) ? metric : (metrics[0] ?? 'failures');
  return (
    <Section id={id} title={title} lead={lead(shown, data)}>
      <div class="controls">
        <label>
          Rows{' '}
          <select value={chosen} onChange={(e) => setChosen(Number(e.currentTarget.value))}>
            {offered.map((b, i) => (
              <option key={b.dimension} value={i}>
                {b.dimension}
              </option>
            ))}
          </select>
        </label>
        <label>
          Figures{' '}
          <select value={shown} onChange={(e) => setMetric(e.currentTarget.value as Metric)}>
            {metrics.map((m) => (
              <option key={m} value={m}>
                {METRICS[m]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Matrix data={data} breakdown={breakdown} metric={shown} />
    </Section>
  );
}

function lead(metric: Metric, { results }: PageData): string {
  // The official rules look at what came out: a file that is not there holds nothing that had to go.
  const missing = results.tools.some((tool) => tool.rank && tool.coverage < 1)
    ? ' By the official rules a file that did not come out passes what had to go and fails what had to stay.'
    : '';
  if (metric === 'failures') return `Failures per 100,000 checks, the passed share beside them. Stronger colour is worse.${missing}`;
  return metric === 'kept'
    ? 'Share of what research needs that is still there. Stronger colour is worse.'
    : 'Places with a leak: high, medium, low. Stronger colour is worse.';
}

function Matrix({ data, breakdown, metric }: { data: PageData; breakdown: Breakdown; metric: Metric }) {
  const names = toolNames(data.results);
  // A control that could not run has no figures.
  const columns = data.results.tools.flatMap((tool, i) => (tool.control && tool.tier === null ? [] : [{ tool, i }]));
  const most = Math.max(1, ...breakdown.cells.flat().map((cell) => cell.high + cell.medium + cell.low));
  return (
    <Scroller label={`${breakdown.dimension} by tool`}>
      <table class={columns.length > 14 ? 'matrix many' : 'matrix'}>
        <thead>
          <tr>
            <th scope="col">{breakdown.dimension}</th>
            {columns.map(({ tool, i }) => (
              <th scope="col" key={names[i]} class={tool.control ? 'control' : ''}>
                <a href={toolHref(i)}>{names[i]}</a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {breakdown.rows.map((row, r) => (
            <tr key={row}>
              <th scope="row">
                {row}
                <span class="unit">{actionWords(row)}</span>
              </th>
              {columns.map(({ i }) => (
                <MatrixCell key={names[i]} cell={breakdown.cells[r]?.[i]} metric={metric} most={most} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

function MatrixCell({ cell, metric, most }: { cell: BreakdownCell | undefined; metric: Metric; most: number }) {
  const share = cell ? shareOf(cell, metric) : null;
  if (!cell || share === null) return <td class="number muted">–</td>;
  const bad = metric === 'leaks' ? share / most : share;
  return (
    <td class="number" style={{ '--bad': `${Math.round(Math.sqrt(bad) * 32)}%` }}>
      {metric === 'failures' ? (
        <>
          {perHundredThousand(share * 100_000)} <span class="unit">{percent(cell.passed / cell.total, 2)}</span>
        </>
      ) : metric === 'kept' ? (
        percent(1 - share)
      ) : (
        `${cell.high} · ${cell.medium} · ${cell.low}`
      )}
    </td>
  );
}

/** True for a figure worth a choice; leaks are not told by every dimension. */
function says(cell: BreakdownCell, metric: Metric): boolean {
  const share = shareOf(cell, metric);
  return share !== null && (metric !== 'leaks' || share > 0);
}

/** How bad a cell is: the failed or lost share, or the number of leaks; null where nothing was there to fail. */
function shareOf(cell: BreakdownCell, metric: Metric): number | null {
  if (metric === 'leaks') return cell.high + cell.medium + cell.low;
  if (metric === 'kept') return cell.retainable === 0 ? null : 1 - cell.retained / cell.retainable;
  return cell.total === 0 ? null : cell.failed / cell.total;
}
