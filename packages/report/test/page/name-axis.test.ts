import { expect, it } from 'vitest';
import { nameAxis } from '../../page/figures/name-axis.ts';

it('gives every name room on a phone, and cuts one that would take half of the picture in its middle', () => {
  const names = ['dicom-anonymizer (default)', 'dcmjs'];
  const phone = nameAxis(names, 376);
  expect(phone.fit(names[0] ?? '')).toBe(names[0]);
  expect(phone.marginLeft).toBeLessThan(376 / 2);
  const long = `${'x'.repeat(48)} (tuned)`;
  const cut = nameAxis([long], 376);
  expect(cut.fit(long)).toMatch(/^x+…x+ \(tuned\)$/u);
  expect(cut.marginLeft).toBeLessThanOrEqual(376 / 2);
});
