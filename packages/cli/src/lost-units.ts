import type { RunSummary } from '@deidbench/runner';
import { UnfinishedError } from './exit.ts';

const MOST_REASONS = 3;

/**
 * Units may be lost for a reason outside the tools, a full disk above all: then the run is not finished, whatever its figures say of the tools.
 * @throws {UnfinishedError}
 */
export function refuseLostUnits({ lost, planned }: RunSummary['units']): void {
  if (lost.units === 0) return;
  const reasons = lost.reasons.slice(0, MOST_REASONS).join('; ');
  throw new UnfinishedError(
    `${lost.units} of ${planned} units could not be done, by no fault of a tool: ${reasons}. What is done is saved: mend that and run it again to go on.`,
  );
}
