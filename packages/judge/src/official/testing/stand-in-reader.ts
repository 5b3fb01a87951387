import type { TextBox, TextReader } from '@deidbench/core/model';

/** First row of a box; of a box with several planes the first plane. */
function firstRow({ width, gray, planes }: TextBox): Uint8Array {
  return planes === undefined ? gray.subarray(0, width) : Uint8Array.from({ length: width }, (_, x) => planes.data[x * planes.count]!);
}

/**
 * Reads text that is written into the first row of a box as bytes: A5 5A, a length, Latin-1 characters, and again. Burned-in text is so "readable" until
 * a de-identifier overwrites that row, without any recognition of characters.
 */
export const standInReader: TextReader = {
  name: 'stand-in',
  version: '1',
  read: (boxes) =>
    Promise.resolve(
      boxes.map((box) => {
        const row = firstRow(box);
        const texts: string[] = [];
        for (let at = 0; row[at] === 0xa5 && row[at + 1] === 0x5a; at += 3 + row[at + 2]!) {
          texts.push(Buffer.from(row.subarray(at + 3, at + 3 + row[at + 2]!)).toString('latin1'));
        }
        return { text: texts.join(' '), confidence: texts.length > 0 ? 1 : 0 };
      }),
    ),
};

/** A row of pixels that `standInReader` reads as the texts. */
export function standInRow(texts: readonly string[], width: number): Uint8Array {
  const row = new Uint8Array(width);
  let at = 0;
  for (const text of texts) {
    const bytes = Buffer.from(text, 'latin1');
    row.set([0xa5, 0x5a, bytes.length, ...bytes], at);
    at += 3 + bytes.length;
  }
  return row;
}
