import { afterAll, describe, expect, it } from 'vitest';
import { makeCase } from '../testing/unit-case.ts';
import { judgeUnit } from '../unit/judge-unit.ts';
import type { IodMessage, IodMessages } from '../unit/types.ts';
import { withIodErrors } from './iod-errors.ts';

const unit = makeCase();
afterAll(() => unit.remove());

const error = (tag: string, message = 'Missing attribute'): IodMessage => ({ type: 'error', tag, message });
const SLICE = error('<(0018,0050)>');

function found(before: IodMessage[], after: IodMessage[]): string[] {
  const input = unit.deliver(unit.clean);
  const iod = new Map<number, IodMessages>([[0, { before, after }]]);
  return withIodErrors(judgeUnit(input), input.instances, iod).findings.map(({ rule, tagPath, at }) => `${rule} ${tagPath} ${at.join()}`);
}

describe('errors of the IOD', () => {
  it('are findings where the original does not have them', () => {
    expect(found([SLICE], [SLICE, error('<(0018,0060)>')])).toEqual(['conformance <(0018,0060)> 0']);
    expect(found([SLICE], [SLICE])).toEqual([]);
  });

  it('are the same in an item that moved', () => {
    expect(found([error('<(0008,1140)>[<0002>]<(0008,1150)>')], [error('<(0008,1140)>[<0000>]<(0008,1150)>')])).toEqual([]);
  });

  it('are told once a place, and not where something was found before', () => {
    expect(found([], [SLICE, { ...SLICE, message: 'Bad attribute Value Multiplicity' }])).toEqual(['conformance <(0018,0050)> 0']);
    const input = unit.deliver(unit.clean);
    const iod = new Map<number, IodMessages>([[0, { before: [], after: [SLICE] }]]);
    const once = withIodErrors(judgeUnit(input), input.instances, iod);
    expect(withIodErrors(once, input.instances, iod).findings).toEqual(once.findings);
  });

  it('are no warnings, and may be about the whole file', () => {
    expect(found([], [{ ...SLICE, type: 'warning' }])).toEqual([]);
    expect(found([], [error('', 'Dicom dataset read failed')])).toEqual(['conformance file 0']);
  });
});
