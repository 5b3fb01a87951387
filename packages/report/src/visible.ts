/** Characters that are obeyed instead of shown: controls, line separators, marks of direction, widths of nothing, halves of a pair. */
const OBEYED = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]/gu;

/** Text whose control and direction characters are shown by their number: a value must not reorder or hide what stands beside it. */
export function visible(text: string): string {
  return text.replaceAll(OBEYED, (c) => `‹${(c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}›`);
}

/** The same on one place each, for a terminal. */
export function printable(text: string): string {
  return text.replaceAll(OBEYED, '·');
}
