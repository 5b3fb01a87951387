import { join } from 'node:path';
import type { Instance } from '@deidbench/core/model';
import type { IodMessages, Pair } from '@deidbench/judge';
import { callValidator, type IodValidator } from './call-validator.ts';
import { inputMessages } from './input-messages.ts';
import { messagesOf } from './messages-of.ts';
import { sampleOfSeries } from './sample.ts';

/** How much of a unit was validated. */
export interface IodTally {
  paired: number;
  /** Pairs of which both files were validated. */
  validated: number;
  /** Pairs of which the validator could not read a file, crashed or hung: nothing is said of them. */
  failed: number;
}

export interface UnitFiles {
  instances: readonly Instance[];
  inputRoot: string;
  outputRoot: string;
  pairs: readonly Pair[];
}

/** At most so many pairs of a unit are validated. */
const MOST = 500;

/** Validates originals and outputs of a unit's pairs; of a unit with more than 500, a sample of each series. */
export async function validateUnit(
  validator: IodValidator,
  { instances, inputRoot, outputRoot, pairs }: UnitFiles,
): Promise<{ iod: Map<number, IodMessages>; tally: IodTally }> {
  const byOrdinal = new Map(instances.map((instance) => [instance.ordinal, instance]));
  const paired = pairs.flatMap(({ ordinal, output }) => {
    const instance = byOrdinal.get(ordinal);
    return instance ? [{ instance, output }] : [];
  });
  const iod = new Map<number, IodMessages>();
  let failed = 0;
  for (const { instance, output } of sampleOfSeries(paired, MOST)) {
    const before = await inputMessages(validator, join(inputRoot, instance.path), instance.digest);
    const after = before.failure === undefined ? messagesOf(await callValidator(validator.program, join(outputRoot, output))) : undefined;
    const isJudged = after && (after.failure === undefined || after.failure === 'unreadable');
    if (isJudged) iod.set(instance.ordinal, { before: before.messages, after: after.messages });
    else failed += 1;
  }
  return { iod, tally: { paired: paired.length, validated: iod.size, failed } };
}
