/** Words that only lead to or stand by what was cut. */
const LEADING = new Set(
  'for of by from to with and on at in as the dr md mr mrs ms prof pt pat patient name id mrn acc accession no nr tel phone call dob born inc ltd co corp gmbh'.split(
    ' ',
  ),
);
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const EDGES = /^[\s,;:^_=/&+#-]+|[\s,;:^_=/&+#-]+$/gu;
const LAST = /(?:^|[\s,;:^_=/&+#.-])([\p{L}\p{M}]+)\.?$/u;

/** A text out of which something was cut: without what now leads nowhere; empty where no word is left that tells anything. */
export function tidyText(text: string): string {
  let left = text
    .replaceAll(/\(\s*\)|\[\s*\]/gu, ' ')
    .replaceAll(/ {2,}/gu, ' ')
    .replaceAll(/ +(?=[,;])/gu, '')
    .replaceAll(EDGES, '');
  for (let last = LAST.exec(left); last !== null && LEADING.has(last[1]!.toLowerCase()); last = LAST.exec(left)) {
    left = left.slice(0, last.index).replaceAll(EDGES, '');
  }
  const words = left.match(WORD) ?? [];
  return words.some((word) => word.length > 1 && !LEADING.has(word.toLowerCase())) ? left : '';
}
