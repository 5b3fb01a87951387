import { expect, it } from 'vitest';
import { describeFailure } from './exit.ts';
import { refuseLostUnits } from './lost-units.ts';

const units = { planned: 4, done: 4, resumed: 0, rejudged: 0 };

function failureOf(reasons: string[]): ReturnType<typeof describeFailure> | undefined {
  try {
    refuseLostUnits({ ...units, lost: { units: reasons.length, reasons } });
    return undefined;
  } catch (error) {
    return describeFailure(error, 'run');
  }
}

it('a run that lost units to the machine is not finished: it says why, and how to go on', () => {
  expect(failureOf(['the disk that holds the run is full'])).toEqual({
    exit: 3,
    line: '1 of 4 units could not be done, by no fault of a tool: the disk that holds the run is full. What is done is saved: mend that and run it again to go on.',
  });
});

it('a run that lost none is finished', () => expect(failureOf([])).toBeUndefined());
