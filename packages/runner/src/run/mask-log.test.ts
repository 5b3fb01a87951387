import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { IdentifierSet } from '@deidbench/judge';
import { maskLog } from './mask-log.ts';

function known(...texts: string[]): IdentifierSet {
  const identifiers = texts.map((text) => ({ patient: '1', kind: 'name' as const, text, norm: text, planted: true }));
  return { byPatient: new Map([['1', identifiers]]), hidden: new Map() };
}

it('masks words of identifiers and long numbers in what a tool said, and leaves the rest to be read', () => {
  const log = 'ValueError: cannot parse OKONKWO^Adaeze of 7310000 in 1.3.6.1.4.1.9999.1 (line 42)';
  expect(maskLog(log, known('Okonkwo^Adaeze'))).toBe('ValueError: cannot parse O██████^A█████ of 7██████ in 1.3.6.1.4.1.9███.1 (line 42)');
});

it.each(['MR1234', 'A-1234', '045Y', 'K7-X9', '12/03/98', 'Li^Bo', 'Kaya', "O'Neil", "0'0'"])(
  'masks %s, also run together with other letters',
  (text) => {
    const log = `patient${text}x, ${text.toLowerCase()}\nfile_${text}.dcm ${'z'.repeat(200)}${text}${'z'.repeat(200)}`;
    const masked = maskLog(log, known(text)).toLowerCase();
    expect(masked).not.toContain(text.toLowerCase());
  },
);

it.each([
  ['Yamamoto^Haruko=山本^晴子', '山本^晴子 and 山本様, 患者山本晴子'],
  ['Hong^Gildong=洪^吉洞=홍^길동', '洪^吉洞=홍^길동 and 홍길동'],
  ['欧阳^秀兰', 'cannot parse 欧阳秀兰'],
])('masks the short parts of the name %s', (name, log) => {
  const masked = maskLog(log, known(name));
  for (const part of name.split(/[=^]/u).filter((one) => one.length > 1)) expect(masked).not.toContain(part);
  expect(masked).toContain(log.startsWith('cannot') ? 'cannot parse ' : ' and ');
});

it('leaves no identifier of four characters and more, whatever stands around it', () => {
  const text = fc.string({ unit: 'grapheme-ascii', minLength: 4, maxLength: 30 }).filter((one) => one.trim().length >= 4);
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), fc.string(), fc.string(), (texts, before, after) => {
      const masked = maskLog(texts.map((one) => `${before}${one}${after}`).join('\n'), known(...texts));
      for (const one of texts) expect(masked.includes(one.trim())).toBe(false);
    }),
  );
});
