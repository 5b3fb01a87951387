import { describe, expect, it } from 'vitest';
import { nearestName } from './nearest.ts';

describe('nearestName', () => {
  const names = ['dicom-anonymizer', 'dicognito', 'ctp', 'oracle'];

  it.each([
    ['dicom-anonymiser', 'dicom-anonymizer'],
    ['dicongito', 'dicognito'],
    ['cpt', 'ctp'],
  ])('takes %s for a slip of %s', (asked, meant) => {
    expect(nearestName(asked, names)).toBe(meant);
  });

  it('offers nothing where no name is near', () => {
    expect(nearestName('photoshop', names)).toBeUndefined();
  });
});
