/** Tags that the package itself needs, as unsigned 32-bit numbers. */
export const TAG = {
  metaGroupLength: 0x00020000,
  metaVersion: 0x00020001,
  transferSyntax: 0x00020010,
  charset: 0x00080005,
  pixelRepresentation: 0x00280103,
  floatPixelData: 0x7fe00008,
  doublePixelData: 0x7fe00009,
  pixelData: 0x7fe00010,
  item: 0xfffee000,
  itemEnd: 0xfffee00d,
  sequenceEnd: 0xfffee0dd,
} as const;

export const groupOf = (tag: number): number => tag >>> 16;
export const elementOf = (tag: number): number => tag & 0xffff;
export const isPrivate = (tag: number): boolean => (tag & 0x10000) !== 0;
/** (gggg,0010)–(gggg,00FF) of an odd group: PS3.5 7.8.1. */
export const isPrivateCreator = (tag: number): boolean => isPrivate(tag) && elementOf(tag) >= 0x10 && elementOf(tag) <= 0xff;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
export const hex2 = (value: number): string => hex(value, 2);
export const hex4 = (value: number): string => hex(value, 4);

/** Lower-case hex, as in `(0008,103e)`. */
export const formatTag = (tag: number): string => `(${hex4(tag >>> 16)},${hex4(tag & 0xffff)})`;
