import { useCallback, useMemo } from 'preact/hooks';
import type { PageData } from '../../src/page-data/types.ts';
import { costPlot, costPoints } from '../figures/cost-plot.ts';
import { PlotFigure } from '../ui/plot-figure.tsx';
import { Section } from '../ui/section.tsx';

/** What a tool costs: speed and memory, every attempt a point. */
export function Cost({ data }: { data: PageData }) {
  const points = useMemo(() => costPoints(data), [data]);
  const speed = useCallback(
    (width: number) => costPlot(points, 'instancesPerSecond', 'instances a second, process time →', width),
    [points],
  );
  const memory = useCallback(
    (width: number) =>
      costPlot(
        points.filter((p) => p.peakBytes > 0),
        'peakBytes',
        'peak memory of the process tree →',
        width,
      ),
    [points],
  );
  if (points.length === 0) return null;
  return (
    <Section
      id="cost"
      title="Speed and memory"
      lead="The time of the tool's own processes, start included; staging and judging are apart. A point is one attempt, the line its median; attempts that were stopped or broke off are left out."
    >
      <div class="pair">
        <PlotFigure
          label="Instances a second by tool; the ranking table holds the means."
          caption="More is better. Start-up weighs on small units."
          draw={speed}
        />
        {points.some((p) => p.peakBytes > 0) ? (
          <PlotFigure label="Peak memory by tool; the ranking table holds the largest." caption="Less is better." draw={memory} />
        ) : null}
      </div>
    </Section>
  );
}
