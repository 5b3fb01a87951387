import { readDicom, textElement, writeDicom } from '@deidbench/dicom';
import { expect, it } from 'vitest';
import { harvestFile } from './harvest.ts';

/** The names that an original in a character set gives away. */
function namesIn(charset: string[], name: string): string[] {
  const bytes = writeDicom({
    meta: [],
    transferSyntax: '1.2.840.10008.1.2.1',
    elements: [textElement(0x00080005, 'CS', charset.join('\\')), textElement(0x00100010, 'PN', name, charset)],
  });
  return harvestFile(readDicom(bytes), 'P').map(({ text }) => text);
}

it.each([
  ['a backslash', ['', 'ISO 2022 IR 87'], 'Yamamoto^Haruka=山本^晴香=やまもと^はるか'],
  ['an equals sign', ['', 'ISO 2022 IR 87'], 'Suzuki^Haruko=鈴木^春子=すずき^はるこ'],
  ['a backslash', ['GB18030'], 'Xie^Cheng=謝^誠'],
])('a name with a character half of whose bytes is %s is harvested whole (%s)', (_, charset, name) => {
  expect(namesIn(charset, name)).toEqual([name]);
});
