import { useCallback } from 'preact/hooks';
import type { PageData } from '../../src/page-data/types.ts';
import { listWords } from '../../src/sentences.ts';
import { paretoFront } from '../figures/pareto.ts';
import { tradeoffPlot, tradeoffPoints } from '../figures/tradeoff-plot.ts';
import { PlotFigure } from '../ui/plot-figure.tsx';
import { Section } from '../ui/section.tsx';

/** Leaks against what is kept, with the front of tools that none beats in both. */
export function Tradeoff({ data: { results } }: { data: PageData }) {
  const draw = useCallback((width: number) => tradeoffPlot(results, width), [results]);
  const points = tradeoffPoints(results);
  if (points.length === 0) return null;
  const front = listWords(paretoFront(points.filter((p) => p.tool.rank)).map((p) => p.name));
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
            {front ? <>No tool beats {front} in both. </> : null}Hollow points are controls: they mark the corners. Bars are intervals of
            what is kept. The vertical scale is a square root.
          </>
        }
        draw={draw}
      />
    </Section>
  );
}
