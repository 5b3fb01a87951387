import type { Instance } from '@deidbench/core/model';
import type { IodMessages, Pair } from '@deidbench/judge';
import { callValidator, type IodValidator, type ValidatorPlace } from './call-validator.ts';
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
  place: ValidatorPlace,
): Promise<{ iod: Map<number, IodMessages>; tally: IodTally }> {
  const byOrdinal = new Map(instances.map((instance) => [instance.ordinal, instance]));
  const paired = pairs.flatMap(({ ordinal, output }) => {
    const instance = byOrdinal.get(ordinal);
    return instance ? [{ instance, output }] : [];
  });
  const drawn = sampleOfSeries(paired, MOST);
  const befores = await inputMessages(
    validator,
    inputRoot,
    drawn.map(({ instance }) => instance),
    place,
  );
  const asked = drawn.flatMap((item, i) => {
    const before = befores[i];
    return before && before.failure === undefined ? [{ ...item, before }] : [];
  });
  const reports = await callValidator(validator.program, { root: outputRoot, paths: asked.map(({ output }) => output) }, place);
  const iod = new Map<number, IodMessages>();
  asked.forEach(({ instance, before }, i) => {
    const after = messagesOf(reports[i] ?? { failure: 'crashed' });
    const isJudged = after.failure === undefined || after.failure === 'unreadable';
    if (isJudged) iod.set(instance.ordinal, { before: before.messages, after: after.messages });
  });
  return { iod, tally: { paired: paired.length, validated: iod.size, failed: drawn.length - iod.size } };
}
