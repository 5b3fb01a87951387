/** Transfer syntaxes that may lose something, and those whose name does not tell. */
const LOSSY = new Set(['50', '51', '53', '55', '81', '91', '203'].map((last) => `1.2.840.10008.1.2.4.${last}`));

export const mayLose = (syntax: string): boolean => LOSSY.has(syntax);
