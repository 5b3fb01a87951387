import { EXPLICIT_LE, numberElement, readDicom, writeDicom } from '@deidbench/dicom';
import { expect, it } from 'vitest';
import { toItem } from './to-item.ts';

it('keeps the tags that an element points at', () => {
  const pointer = numberElement(0x00280009, 'AT', [0x00181063, 0xfffe0001]);
  const file = readDicom(writeDicom({ meta: [], elements: [pointer], transferSyntax: EXPLICIT_LE }));
  expect(toItem(file, file.dataset).get(0x00280009)?.value).toEqual([0x00181063, 0xfffe0001]);
});
