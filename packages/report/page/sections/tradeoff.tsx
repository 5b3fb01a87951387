import { useCallback } from 'preact/hooks';
import type { PageData } from '../../src/page-data/types.ts';
import { leastCoverage, share } from '../../src/rank/method.ts';
import { deliversEnough, listWords } from '../../src/sentences.ts';
import { tradeoffFront, tradeoffPlot, tradeoffPoints } from '../figures/tradeoff-plot.ts';
import { PlotFigure } from '../ui/plot-figure.tsx';
import { Section } from '../ui/section.tsx';

/** Leaks against what is kept, with the front of tools that none beats in both. */
export function Tradeoff({ data: { results } }: { data: PageData }) {
  const draw = useCallback((width: number) => tradeoffPlot(results, width), [results]);
  const points = tradeoffPoints(results);
  if (points.length === 0) return null;
  const front = listWords(tradeoffFront(results, points).map((p) => p.name));
  const few = points.some((p) => p.tool.rank && !deliversEnough(p.tool, results.method));
  return (
    <Section
      id="tradeoff"
      title="Leaks and use"
      lead="Protecting patients is easy when nothing is kept, and keeping everything protects nobody. Top right is best."
    >
      <PlotFigure
        label={`Scatter plot of kept data against leaks. ${front ? `On the front: ${front}.` : ''} The ranking table holds the same figures.`}
        caption={
          <>
            {front ? <>No tool beats {front} in both; the dashed line joins them. </> : null}
            {few
              ? `Tools that deliver less than ${share(leastCoverage(results.method))} of the files are not compared: what is missing cannot leak. `
              : null}
            Circle, square, triangle and diamond are tiers A to D; hollow points are controls, which mark the corners. A number is a rank
            whose name found no room. Bars are intervals of what is kept. The vertical scale is a square root.
          </>
        }
        draw={draw}
      />
    </Section>
  );
}
