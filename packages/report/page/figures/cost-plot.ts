import * as Plot from '@observablehq/plot';
import type { PageData } from '../../src/page-data/types.ts';
import { bytes } from '../../src/format.ts';
import { tierColor, toolNames } from '../names.ts';
import { nameAxis } from './name-axis.ts';

/** One attempt of a tool: the raw point. */
export interface CostPoint {
  name: string;
  color: string;
  instancesPerSecond: number;
  peakBytes: number;
}

/** Raw points of all tools but the controls; attempts that took no time or ended badly say nothing about speed. */
export function costPoints({ results, tools }: PageData): CostPoint[] {
  const names = toolNames(results);
  return results.tools.flatMap((tool, i) =>
    tool.control
      ? []
      : (tools[i]?.attempts ?? [])
          .filter((a) => a.wallSeconds > 0 && a.instances > 0 && a.end === 'exited')
          .map((a) => ({
            name: names[i] ?? tool.id,
            color: tierColor(tool),
            instancesPerSecond: a.instances / a.wallSeconds,
            peakBytes: a.peakBytes,
          })),
  );
}

/** One row a tool, one point an attempt, a tick at the median; logarithmic. */
export function costPlot(
  points: readonly CostPoint[],
  value: 'instancesPerSecond' | 'peakBytes',
  label: string,
  width: number,
): SVGSVGElement | HTMLElement {
  const order = [...new Set(points.map((p) => p.name))];
  const axis = nameAxis(order, width);
  return Plot.plot({
    width,
    height: 76 + order.length * 24,
    marginBottom: 46,
    marginLeft: axis.marginLeft,
    marginRight: 44,
    x: {
      type: 'log',
      label,
      grid: true,
      tickFormat: value === 'peakBytes' ? (d: number) => bytes(d) : 'd',
      ticks: roundTicks(
        points.map((p) => p[value]),
        width,
      ),
    },
    y: { domain: order, label: null, tickSize: 0, tickFormat: axis.fit },
    color: { type: 'identity' },
    style: { fontSize: axis.fontSize },
    marks: [
      Plot.dot(points, { x: value, y: 'name', fill: 'color', fillOpacity: 0.45, r: 3.5 }),
      Plot.tickX(points, Plot.groupY({ x: 'median' }, { x: value, y: 'name', stroke: 'currentColor', strokeWidth: 2 })),
    ],
  });
}

/** Round numbers inside the span of the values: 1 of every decade, with 2 and 5, or more digits where fewer than three would stand. */
function roundTicks(values: readonly number[], width: number): number[] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const decades = Array.from({ length: 14 }, (_, i) => 10 ** i);
  const inside = (digits: readonly number[]): number[] =>
    decades.flatMap((d) => digits.map((digit) => digit * d)).filter((tick) => tick >= least * 0.95 && tick <= most * 1.05);
  const choices = [[1], [1, 2, 5], [1, 2, 3, 5, 7], [1, 2, 3, 4, 5, 6, 7, 8, 9]].map(inside);
  const fits = choices.slice(width < 420 ? 0 : 1).find((ticks) => ticks.length >= 3) ?? choices[3] ?? [];
  return fits.length > 0 ? fits : [Math.round(least)];
}
