import type { IodValidator } from './call-validator.ts';

/** The validator of IODs for a run, or why there is none. */
export type IodAtHand = { validator: IodValidator } | { absent: string };

/** Version that stands for "nothing was validated". */
export const NO_VALIDATOR = 'none';

/** What a run's judging gets of it. Without originals no error can be called new. */
export function iodOf(atHand: IodAtHand, hasOriginals: boolean): { iod?: IodValidator; iodVersion: string } {
  if (!hasOriginals || !('validator' in atHand)) return { iodVersion: NO_VALIDATOR };
  const { name, version } = atHand.validator;
  return { iod: atHand.validator, iodVersion: `${name} ${version}` };
}

/** What `notJudged` of the run says. */
export function withoutIod(atHand: IodAtHand, hasOriginals: boolean): string[] {
  if (!('validator' in atHand)) return [`IOD errors: ${atHand.absent}`];
  return hasOriginals ? [] : ['IOD errors: the originals are not at hand, so that no error can be called new'];
}
