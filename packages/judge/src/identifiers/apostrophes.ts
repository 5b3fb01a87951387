const VARIANTS = /['’‘ʼ`´]/gu;
const WRITTEN = ["'", '’', '`', '´'] as const;

/** The text with the apostrophe of typewriters for each that word processors and keyboards put in its place. */
export const plainApostrophes = (text: string): string => text.replaceAll(VARIANTS, "'");

/** A text with each apostrophe that it may be written with (`O'Shaughnessy`, `O’Shaughnessy`); the text alone where it has none. */
export function apostropheForms(text: string): string[] {
  if (!plainApostrophes(text).includes("'")) return [text];
  return [...new Set([text, ...WRITTEN.map((mark) => text.replaceAll(VARIANTS, mark))])];
}
