import * as Plot from '@observablehq/plot';
import type { Results, ToolResult } from '@deidbench/core/model';
import { tierColor, toolNames } from '../names.ts';
import { deliversEnough } from '../../src/sentences.ts';
import { paretoFront, type Point } from './pareto.ts';
import { placeLabels } from './place-labels.ts';

interface ToolPoint extends Point {
  name: string;
  tool: ToolResult;
}

/** Tiers are told apart without colour too. */
const SYMBOLS = { A: 'circle', B: 'square', C: 'triangle', D: 'diamond' } as const;

const MARGIN = { left: 56, right: 20, top: 24, bottom: 44 };

/** Points of all tools that retention can be said of: kept (share) and high or medium leaks a patient. */
export function tradeoffPoints(results: Results): ToolPoint[] {
  const names = toolNames(results);
  const patients = Math.max(1, results.dataset.patients);
  return results.tools.flatMap((tool, i) =>
    tool.retention === null || tool.tier === null
      ? []
      : [{ name: names[i] ?? tool.id, tool, kept: tool.retention, leaks: (tool.leaks.high + tool.leaks.medium) / patients }],
  );
}

/** The ranked tools that no other beats in both, of those that deliver enough for their leaks to be compared. */
export function tradeoffFront({ method }: Results, points: readonly ToolPoint[]): ToolPoint[] {
  return paretoFront(points.filter((p) => p.tool.rank && deliversEnough(p.tool, method)));
}

/** Kept against leaks; the best corner is top right. The front joins the ranked tools that no other beats in both. */
export function tradeoffPlot(results: Results, width: number): SVGSVGElement | HTMLElement {
  const points = tradeoffPoints(results);
  const front = tradeoffFront(results, points);
  const height = Math.max(320, Math.min(460, width * 0.5));
  // Room below the worst point, so that its mark is drawn whole.
  const most = 1.04 * Math.max(1, ...points.map((p) => p.leaks));
  const x = (kept: number): number => MARGIN.left + (kept + 0.02) * ((width - MARGIN.left - MARGIN.right) / 1.04);
  const y = (leaks: number): number => MARGIN.top + Math.sqrt(leaks / most) * (height - MARGIN.top - MARGIN.bottom);
  const others = points.filter((p) => !front.includes(p));
  const ordered = [...front, ...others.toSorted((a, b) => Number(b.tool.control) - Number(a.tool.control))];
  const labels = placeLabels(
    ordered.map((p) => ({ x: x(p.kept), y: y(p.leaks), ...labelOf(p, width < 600 && !front.includes(p)) })),
    points.map((p) => ({ x: x(p.kept), y: y(p.leaks) })),
    width,
    height - MARGIN.bottom,
  );
  return Plot.plot({
    width,
    height,
    marginLeft: MARGIN.left,
    marginRight: MARGIN.right,
    marginTop: MARGIN.top,
    marginBottom: MARGIN.bottom,
    x: {
      domain: [-0.02, 1.02],
      label: 'kept of what research needs →',
      tickFormat: (d: number) => `${Math.round(d * 100)} %`,
      ticks: width < 600 ? 4 : 10,
    },
    y: {
      domain: [most, 0],
      type: 'pow',
      exponent: 0.5,
      label: '↑ fewer high and medium leaks a patient',
      range: [height - MARGIN.bottom, MARGIN.top],
    },
    marks: [
      Plot.ruleY([0], { stroke: 'currentColor', strokeOpacity: 0.4 }),
      Plot.line(front, { x: 'kept', y: 'leaks', curve: 'step-before', stroke: 'currentColor', strokeOpacity: 0.5, strokeDasharray: '4 3' }),
      Plot.ruleY(
        points.filter((p) => p.tool.rank && p.tool.intervals?.retention),
        {
          y: 'leaks',
          x1: (p: ToolPoint) => p.tool.intervals?.retention?.low,
          x2: (p: ToolPoint) => p.tool.intervals?.retention?.high,
          stroke: (p: ToolPoint) => tierColor(p.tool),
          strokeOpacity: 0.3,
          strokeWidth: 2,
        },
      ),
      Plot.dot(points, {
        x: 'kept',
        y: 'leaks',
        r: 5,
        symbol: (p: ToolPoint) => SYMBOLS[p.tool.tier ?? 'D'],
        fill: (p: ToolPoint) => (p.tool.control ? 'var(--page)' : tierColor(p.tool)),
        stroke: (p: ToolPoint) => tierColor(p.tool),
        strokeWidth: 1.5,
      }),
      ...labels.map((l) =>
        Plot.text([l.text], {
          frameAnchor: 'top-left',
          dx: l.x + l.dx - MARGIN.left,
          dy: l.y + l.dy - MARGIN.top - 6,
          textAnchor: l.anchor,
          fontSize: 12,
          fill: 'currentColor',
          stroke: 'var(--page)',
          strokeWidth: 4,
        }),
      ),
      Plot.tip(
        points,
        Plot.pointer({ x: 'kept', y: 'leaks', title: (p: ToolPoint) => tipText(p), fill: 'var(--panel)', stroke: 'var(--line)' }),
      ),
    ],
    color: { type: 'identity' },
  });
}

/** A point's name, and its rank where that is all that fits. */
function labelOf({ name, tool }: ToolPoint, isShort: boolean): { text: string; short?: string } {
  if (!tool.rank) return { text: name };
  const rank = String(tool.rank.value);
  return isShort ? { text: rank } : { text: name, short: rank };
}

function tipText({ name, tool, kept, leaks }: ToolPoint): string {
  return `${name} (${tool.control ? 'control' : tool.profile})\ntier ${tool.tier}\nkept ${(kept * 100).toFixed(1)} %\n${leaks.toFixed(2)} high or medium leaks a patient`;
}
