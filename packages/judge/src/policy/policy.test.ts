import { expect, it } from 'vitest';
import { actionFor, policyOf, removes } from './policy.ts';

const basic = policyOf('basic');
const tcia = policyOf('tcia');

it('lets the Basic Profile remove descriptions, dates and device identity, and TCIA keep them', () => {
  for (const path of ['<(0008,1030)>', '<(0008,0020)>', '<(0018,1000)>', '<(0009,"GEMS_PETD_01",01)>']) {
    expect(removes(basic, path)).toBe(true);
    expect(removes(tcia, path)).toBe(false);
  }
});

it('excuses what lies inside a removed sequence', () => {
  expect(actionFor(tcia, '00081120')).toBe('X');
  expect(removes(tcia, '<(0008,1120)>[<0000>]<(0008,1150)>')).toBe(true);
});

it('excuses nothing for elements that PS3.15 does not name', () => {
  expect(removes(basic, '<(0018,0050)>')).toBe(false);
});

it('excuses nothing under a policy that it does not know', () => {
  expect(removes(policyOf('ours'), '<(0008,1030)>')).toBe(false);
  expect(policyOf('basic+nonsense').known).toBe(false);
});

it('adds options to a base', () => {
  expect(actionFor(policyOf('basic+modified-dates'), '00080020')).toBe('C');
  expect(actionFor(basic, '60003000')).toBe('X');
});
