import * as Plot from '@observablehq/plot';
import type { PageData } from '../../src/page-data/types.ts';
import { tierColor, toolNames } from '../names.ts';

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
  const longest = Math.max(0, ...order.map((name) => name.length));
  return Plot.plot({
    width,
    height: 76 + order.length * 24,
    marginBottom: 46,
    marginLeft: Math.min(width * 0.4, longest * 6.8 + 16),
    marginRight: 28,
    x: {
      type: 'log',
      label,
      grid: true,
      tickFormat: value === 'peakBytes' ? (d: number) => `${d / 1e6} MB` : 'd',
      ticks: roundTicks(
        points.map((p) => p[value]),
        width,
      ),
    },
    y: { domain: order, label: null, tickSize: 0 },
    color: { type: 'identity' },
    style: { fontSize: '12px' },
    marks: [
      Plot.dot(points, { x: value, y: 'name', fill: 'color', fillOpacity: 0.45, r: 3.5 }),
      Plot.tickX(points, Plot.groupY({ x: 'median' }, { x: value, y: 'name', stroke: 'currentColor', strokeWidth: 2 })),
    ],
  });
}

/** 1, 2 and 5 of every decade that the values span; on narrow pictures 1 alone. */
function roundTicks(values: readonly number[], width: number): number[] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const decades = Array.from({ length: 14 }, (_, i) => 10 ** i);
  const ticks = decades.flatMap((d) => (width < 420 ? [d] : [d, 2 * d, 5 * d]));
  const inside = ticks.filter((tick) => tick >= least * 0.8 && tick <= most * 1.25);
  return inside.length > 0 ? inside : [least];
}
