import type { FoldedTool, ToolResult } from '@deidbench/core/model';
import { patientFigures } from './patient-figures.ts';

/** metrics.json as grand-challenge.org reads it: `case` by figure and number of the patient, `aggregates` by figure. */
export function metrics(tool: FoldedTool, result: ToolResult): unknown {
  const rows = patientFigures(tool);
  const column = (key: 'kept' | 'conformance' | 'coverage' | 'leaks' | 'failuresPer100k'): Record<string, number | null> =>
    Object.fromEntries(rows.map((row, i) => [String(i), row[key]]));
  return {
    case: {
      patient: Object.fromEntries(rows.map((row, i) => [String(i), row.patient])),
      kept: column('kept'),
      conformance: column('conformance'),
      coverage: column('coverage'),
      leaks: column('leaks'),
      failuresPer100k: column('failuresPer100k'),
    },
    aggregates: {
      tier: result.tier,
      rank: result.rank?.value ?? null,
      leaksHigh: result.leaks.high,
      leaksMedium: result.leaks.medium,
      leaksLow: result.leaks.low,
      leakRate: result.leakRate,
      kept: result.retention,
      conformance: result.conformance,
      coverage: result.coverage,
      score: result.score,
      failuresPer100k: result.failuresPer100k,
      instancesPerSecond: result.speed.instancesPerSecond,
      peakBytes: result.memory.peakBytes,
    },
  };
}
