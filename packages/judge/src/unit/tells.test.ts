import { expect, it } from 'vitest';
import { tells } from './tells.ts';

it.each(['BRUECKNER ANNEMARIE', 'Brückner, Annemarie', 'BRUCKNER'])(
  'a name with an umlaut is told by an image however a device draws it: %s',
  (reading) => {
    expect(tells([reading], 'name', 'Brückner^Annemarie', 5)).toMatchObject({ kind: 'name', familyName: true });
  },
);

it('and by no other name', () => {
  expect(tells(['BRECKNER ANNA'], 'name', 'Grün^Annemarie', 4)).toBeUndefined();
});
