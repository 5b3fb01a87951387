import { describe, expect, it } from 'vitest';
import { EXPLICIT_LE } from './reader/encoding.ts';
import { readDicom } from './reader/read.ts';
import { pathsOf } from './paths.ts';
import { numberElement, textElement } from './writer/elements.ts';
import { writeDicom } from './writer/write.ts';
import type { WElement } from './writer/types.ts';

const paths = (elements: WElement[]): string[] =>
  pathsOf(readDicom(writeDicom({ meta: [textElement(0x00020003, 'UI', '1.2')], transferSyntax: EXPLICIT_LE, elements })));

describe('paths of private elements', () => {
  it('name the creator in upper case, creators themselves by their tag', () => {
    expect(
      paths([textElement(0x00190010, 'LO', 'Maker 1 '), textElement(0x00191001, 'LO', 'x'), textElement(0x00192001, 'LO', 'y')]),
    ).toEqual(['<(0019,0010)>', '<(0019,"MAKER 1",01)>', '<(0019,2001)>']);
  });

  it('keep the blanks before a creator', () => {
    expect(paths([textElement(0x00190010, 'LO', ' ACME 1.1 '), textElement(0x00191001, 'LO', 'x')])[1]).toBe('<(0019," ACME 1.1",01)>');
  });

  it('take a group length of the group for the creator of a creator, as pydicom 2.2.1 does', () => {
    expect(
      paths([numberElement(0x00190000, 'UL', 270), textElement(0x00190010, 'LO', 'AGFA'), textElement(0x00191010, 'SH', 'x')]),
    ).toEqual(['<(0019,0000)>', '<(0019,"270",10)>', '<(0019,"AGFA",10)>']);
  });
});
