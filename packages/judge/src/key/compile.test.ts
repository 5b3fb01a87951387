import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyCompiler } from './compile.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');
const check = (fields: Record<string, unknown>): Record<string, unknown> => ({
  tag_ds: '<(0010,0010)>',
  action: '<text_removed>',
  ...fields,
});

/** As Python's json.dumps writes it. */
const dumps = (value: unknown): string =>
  JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' ').replaceAll('{ ', '{').replaceAll(' }', '}');

describe('rows of an answer key', () => {
  it('give the same object for equal checks of a series, without being parsed twice', () => {
    const compiler = new KeyCompiler();
    const first = compiler.compile(bytes(dumps({ 0: check({ value: '<A>' }), 1: check({ value: '<B>' }) })));
    const second = compiler.compile(bytes(dumps({ 0: check({ value: '<A>' }), 1: check({ value: '<C>' }) })));
    expect(second?.checks[0]).toBe(first?.checks[0]);
    expect(second?.checks[1]).not.toBe(first?.checks[1]);
    expect(second?.checks[1]?.value).toBe('<C>');
  });

  it('are cut right where a text looks like the next check', () => {
    const tricky = { 0: check({ value: '<}, "1": {>', action_text: '<", "1": {"a": 1}>' }), 1: check({ value: '<x>' }) };
    expect(new KeyCompiler().compile(bytes(dumps(tricky)))?.checks.map((each) => each.value)).toEqual(['<}, "1": {>', '<x>']);
  });

  it('are cut right where a nested object has the name of the next check', () => {
    const nested = `{"0": {"value": "<a>", "x": {"y": 1, "1": {"z": 2}}}, "1": {"value": "<b>"}}`;
    expect(new KeyCompiler().compile(bytes(nested))?.checks.map((each) => each.value)).toEqual(['<a>', '<b>']);
  });

  it('keep the order of the file where the names do not count up', () => {
    const compiled = new KeyCompiler().compile(bytes('{"10": {"value": "<a>"}, "2": {"value": "<b>"}, "x": {"value": "<c>"}}'));
    expect(compiled?.names).toEqual(['10', '2', 'x']);
    expect(compiled?.checks.map((each) => each.value)).toEqual(['<a>', '<b>', '<c>']);
  });

  it('take the last of two checks with one name, at the place of the first', () => {
    const compiled = new KeyCompiler().compile(bytes('{"0": {"value": "<a>"}, "1": {"value": "<b>"}, "0": {"value": "<c>"}}'));
    expect(compiled?.names).toEqual(['0', '1']);
    expect(compiled?.checks.map((each) => each.value)).toEqual(['<c>', '<b>']);
  });

  it.each(['', 'not json', 'null', '5', '[1]', '{"0": {"value": "<a>"}', '{"0": {"value": "<a>"}}}'])(
    'are not read when they are %j',
    (text) => {
      expect(new KeyCompiler().compile(bytes(text))).toBeUndefined();
    },
  );

  it('hold no check when they are an empty object or list', () => {
    expect(new KeyCompiler().compile(bytes('{}'))?.checks).toEqual([]);
    expect(new KeyCompiler().compile(bytes('[]'))?.checks).toEqual([]);
  });

  it('read as JSON.parse reads them, whatever their texts hold', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('}, "1": {', '\\', '"', '{"0": {', '<é>'));
    const row = fc.array(fc.record({ value: text, action_text: fc.option(text) }), { minLength: 1, maxLength: 6 });
    const compiler = new KeyCompiler();
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (rows) => {
        for (const checks of rows) {
          const compiled = compiler.compile(bytes(dumps(Object.fromEntries(checks.map((each, i) => [String(i), each])))));
          const texts = compiled?.checks.map((each) => ({ value: each.value, action_text: each.actionText }));
          expect(texts).toEqual(JSON.parse(JSON.stringify(checks).toWellFormed()));
        }
      }),
    );
  });
});
