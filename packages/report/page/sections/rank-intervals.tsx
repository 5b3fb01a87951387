import { useCallback } from 'preact/hooks';
import type { PageData } from '../../src/page-data/types.ts';
import { rankPlot, rankPoints } from '../figures/rank-plot.ts';
import { PlotFigure } from '../ui/plot-figure.tsx';

/** How sure the order is: the rank of each tool and the ranks that it takes when patients are resampled. */
export function RankIntervals({ data: { results } }: { data: PageData }) {
  const draw = useCallback((width: number) => rankPlot(results, width), [results]);
  const points = rankPoints(results);
  // Without resamples there is no interval to draw.
  if (results.statistics.stability === null || points.length < 2 || points.every(({ rank }) => rank.low === rank.high)) return null;
  return (
    <details open>
      <summary>How sure is the order?</summary>
      <PlotFigure
        label="Rank of each tool with its interval; the ranking table holds the same figures."
        caption="The point is the rank, the bar holds the ranks of 95 % of the resamples. Tools whose bars lie apart keep their order whatever patients are drawn."
        draw={draw}
      />
    </details>
  );
}
