import { expect, it } from 'vitest';
import { maskLog } from './mask-log.ts';

it('masks words of identifiers and long numbers in what a tool said, and leaves the rest to be read', () => {
  const name = { patient: '1', kind: 'name' as const, text: 'Okonkwo^Adaeze', norm: 'adaeze okonkwo', planted: true };
  const identifiers = { byPatient: new Map([['1', [name]]]), hidden: new Map() };
  const log = 'ValueError: cannot parse OKONKWO^Adaeze of 7310000 in 1.3.6.1.4.1.9999.1 (line 42)';
  expect(maskLog(log, identifiers)).toBe('ValueError: cannot parse O██████^A█████ of 7██████ in 1.3.6.1.4.1.9███.1 (line 42)');
});
