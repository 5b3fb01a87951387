import * as Plot from '@observablehq/plot';
import type { Interval, Results } from '@deidbench/core/model';
import { tierColor, toolNames } from '../names.ts';
import { nameAxis } from './name-axis.ts';

export interface RankPoint {
  name: string;
  color: string;
  rank: Interval;
}

/** Ranked tools in their order. */
export function rankPoints(results: Results): RankPoint[] {
  const names = toolNames(results);
  return results.tools.flatMap((tool, i) => (tool.rank ? [{ name: names[i] ?? tool.id, color: tierColor(tool), rank: tool.rank }] : []));
}

/** A point a tool with the interval of its rank. */
export function rankPlot(results: Results, width: number): SVGSVGElement | HTMLElement {
  const points = rankPoints(results);
  const axis = nameAxis(
    points.map((p) => p.name),
    width,
  );
  return Plot.plot({
    width,
    height: 60 + points.length * 22,
    marginLeft: axis.marginLeft,
    marginBottom: 40,
    x: {
      domain: [0.5, points.length + 0.5],
      label: 'rank →',
      tickFormat: 'd',
      interval: 1,
      ticks: Math.min(points.length, width < 500 ? 6 : 24),
      grid: true,
    },
    y: { domain: points.map((p) => p.name), label: null, tickSize: 0, tickFormat: axis.fit },
    color: { type: 'identity' },
    style: { fontSize: axis.fontSize },
    marks: [
      Plot.ruleY(points, {
        y: 'name',
        x1: (p: RankPoint) => p.rank.low,
        x2: (p: RankPoint) => p.rank.high,
        stroke: 'color',
        strokeWidth: 5,
        strokeOpacity: 0.35,
        strokeLinecap: 'round',
      }),
      Plot.dot(points, { x: (p: RankPoint) => p.rank.value, y: 'name', fill: 'color', r: 4.5 }),
    ],
  });
}
