/** Data Set Trailing Padding. */
export const TRAILING_PADDING = 0xfffcfffc;
/** Source Application Entity Title of the file meta information. */
export const SOURCE_AE = 0x00020016;
