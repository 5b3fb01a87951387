import { describe, expect, it } from 'vitest';
import { fillTemplate, fillText, profileVars } from './template.ts';

describe('a command template', () => {
  const vars = {
    input: '/in',
    output: '/out',
    ...profileVars({ policy: '', description: '', values: { level: '3', keep: ['a', 'b c'], none: [] } }),
  };

  it('has its words filled', () => {
    expect(fillTemplate(['tool', '-i', '{input}', '--out={output}/x', '{profile.level}'], vars)).toEqual([
      'tool',
      '-i',
      '/in',
      '--out=/out/x',
      '3',
    ]);
  });

  it('repeats an argument for each item of a list', () => {
    expect(fillTemplate(['{profile.keep}', '--keep={profile.keep}', '{profile.none}', '--x={profile.none}'], vars)).toEqual([
      'a',
      'b c',
      '--keep=a',
      '--keep=b c',
    ]);
  });

  it('leaves other braces alone', () => {
    expect(fillTemplate(['{"a":1}', '{}', '${HOME}x'], { HOME: 'h' })).toEqual(['{"a":1}', '{}', '$hx']);
  });

  it('never reads a value as a template', () => {
    expect(fillTemplate(['{input}'], { input: '{output}', output: 'x' })).toEqual(['{output}']);
    expect(fillTemplate(['{input}'], { input: '$&' })).toEqual(['$&']);
  });

  it('with an unknown word is refused, naming the field', () => {
    expect(() => fillTemplate(['tool', '{inptu}'], vars)).toThrow(
      /\/command\/1: \{inptu\} has no value here; words with a value are \{input\} \{output\}/,
    );
    expect(() => fillTemplate(['{constructor}'], vars)).toThrow(/\{constructor\} has no value/);
    expect(() => fillText('{x}', {}, 'env/PATH')).toThrow(/\/env\/PATH: \{x\}/);
  });
});
