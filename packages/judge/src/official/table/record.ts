/** A value of a column: text, number (whole ones as integers) or NULL. */
export type SqlValue = string | number | null;

/** Some columns of a record, ready to be copied: their serial types, and their bytes (SQLite file format, section 2.1). */
export interface Columns {
  readonly types: Uint8Array;
  readonly body: Uint8Array;
}

/** Writes `value` as a variable-length integer at `at`; answers the position behind it. Exact up to 2^53. */
export function putVarint(into: Uint8Array, at: number, value: number): number {
  const size = varintSize(value);
  let rest = value;
  for (let i = size - 1; i >= 0; i -= 1) {
    into[at + i] = (rest % 128) | (i === size - 1 ? 0 : 0x80);
    rest = Math.floor(rest / 128);
  }
  return at + size;
}

export function varintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size += 1;
  return size;
}

/** The serial type of an integer that is not negative and below 2^47. */
export function integerType(value: number): number {
  if (value < 2) return 8 + value;
  if (value < 0x80) return 1;
  if (value < 0x8000) return 2;
  if (value < 0x80_0000) return 3;
  return value < 0x8000_0000 ? 4 : 5;
}

const INTEGER_BYTES: readonly number[] = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];
export const integerSize = (type: number): number => INTEGER_BYTES[type]!;

/** Writes the bytes of an integer of a serial type; answers the position behind them. */
export function putInteger(into: Uint8Array, at: number, value: number, type: number): number {
  const size = integerSize(type);
  let rest = value;
  for (let i = size - 1; i >= 0; i -= 1) {
    into[at + i] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return at + size;
}

const float = Buffer.alloc(8);
let types = Buffer.alloc(256);
let body = Buffer.alloc(1 << 16);

/** Columns of a record. Numbers must be whole, not negative and below 2^47, or no whole numbers. */
export function encodeColumns(values: readonly SqlValue[]): Columns {
  let [type, at] = [0, 0];
  if (types.length < values.length * 9) types = Buffer.alloc(values.length * 9);
  for (const value of values) {
    if (value === null) {
      types[type] = 0;
      type += 1;
    } else if (typeof value === 'string') {
      if (body.length < at + value.length * 3) body = Buffer.concat([body.subarray(0, at)], (at + value.length * 3) * 2);
      const written = putText(value, at);
      type = putVarint(types, type, 13 + 2 * written);
      at += written;
    } else if (Number.isInteger(value) && value >= 0) {
      const serial = integerType(value);
      types[type] = serial;
      type += 1;
      at = putInteger(body, at, value, serial);
    } else {
      float.writeDoubleBE(value);
      types[type] = 7;
      type += 1;
      body.set(float, at);
      at += 8;
    }
  }
  return { types: Uint8Array.prototype.slice.call(types, 0, type), body: Uint8Array.prototype.slice.call(body, 0, at) };
}

/** Short ASCII texts are copied here, which is cheaper than a call. */
const SHORT = 48;

function putText(text: string, at: number): number {
  if (text.length > SHORT) return body.write(text, at, 'utf8');
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code > 0x7f) return body.write(text, at, 'utf8');
    body[at + i] = code;
  }
  return text.length;
}
