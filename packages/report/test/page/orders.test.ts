import { describe, expect, it } from 'vitest';
import { orderRows, type Order } from '../../page/orders.ts';
import { tradeoffFront, tradeoffPoints } from '../../page/figures/tradeoff-plot.ts';
import { rankTools } from '../../src/rank/rank-tools.ts';
import { OFFICIAL_WEIGHTS } from '../../src/rank/weighted.ts';
import { BEHAVIOURS } from '../../src/testing/behaviours.ts';
import { syntheticFold } from '../../src/testing/synthetic-fold.ts';

const silent = { id: 'silent', removes: 0, keeps: 1, conforms: 1, delivers: 0, instancesPerSecond: 1, peakBytes: 1 };
const results = rankTools(syntheticFold({ behaviours: [...BEHAVIOURS, silent] }));
const ids = ({ rows }: Order): string[] => rows.filter((row) => row.rank !== null).map((row) => row.tool.id);

describe('other orders', () => {
  it('by leaks does not put first who delivered nothing', () => {
    const order = ids(orderRows(results, 'leaks', OFFICIAL_WEIGHTS));
    expect(order[0]).toBe('tool-amber');
    expect(order.slice(-2).toSorted()).toEqual(['silent', 'tool-fjord']);
  });

  it('share a rank where figures are equal, and with no weight at all everybody', () => {
    const order = orderRows(results, 'own', { HIPAA: 0, DICOM: 0, TCIA: 0 });
    expect(order.rows.filter((row) => row.rank !== null).map((row) => row.rank)).toEqual(Array.from({ length: 9 }, () => 1));
    expect(order.tau).toBeNull();
  });

  it('agree wholly with themselves only', () => {
    const { tau } = orderRows(results, 'official', OFFICIAL_WEIGHTS);
    expect(tau).toBeGreaterThan(-1);
    expect(tau).toBeLessThan(1);
  });
});

it('holds no tool without files up as unbeaten', () => {
  expect(tradeoffFront(results, tradeoffPoints(results)).map((p) => p.name)).not.toContain('silent');
});
