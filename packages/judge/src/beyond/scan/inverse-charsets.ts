/** Bytes of each character that a legacy character set can write, found by decoding every one- and two-byte code once. */
type Inverse = Map<string, Uint8Array>;

const tables = new Map<string, Inverse>();

function inverseOf(label: string): Inverse {
  const known = tables.get(label);
  if (known) return known;
  const table: Inverse = new Map();
  const decoder = new TextDecoder(label);
  const add = (...codes: number[]): void => {
    const bytes = Uint8Array.from(codes);
    const text = decoder.decode(bytes);
    if (!text.includes('\uFFFD') && text.length === 1 && !table.has(text)) table.set(text, bytes);
  };
  for (let byte = 0x20; byte < 0x100; byte += 1) add(byte);
  if (MULTIBYTE.has(label)) {
    for (let lead = 0x81; lead < 0xff; lead += 1) for (let trail = 0x40; trail < 0xff; trail += 1) add(lead, trail);
  }
  tables.set(label, table);
  return table;
}

const MULTIBYTE = new Set(['euc-jp', 'shift_jis', 'euc-kr', 'gb18030']);

/** `text` in a legacy character set, or undefined if one of its characters is not in it. */
export function encodeLegacy(text: string, label: string): Uint8Array | undefined {
  const table = inverseOf(label);
  const out: number[] = [];
  for (const character of text) {
    const bytes = table.get(character);
    if (!bytes) return undefined;
    out.push(...bytes);
  }
  return Uint8Array.from(out);
}

/** The escape sequence before a run of double-byte characters and the one behind it; `g0`: the high bit is off (PS3.5 6.1.2.5). */
export interface Escape {
  open: string;
  close: string;
  g0: boolean;
}

/** `text` as ISO 2022 writes it: each run beyond ASCII between its escape sequences. Undefined if a character is not in the set. */
export function encodeEscaped(text: string, label: string, { open, close, g0 }: Escape): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  for (const [run] of text.matchAll(/[\u0020-\u007E]+|[^\u0020-\u007E]+/gu)) {
    const bytes = encodeLegacy(run, label);
    if (bytes === undefined) return undefined;
    const ascii = run.charCodeAt(0) < 0x7f;
    parts.push(
      ...(ascii ? [bytes] : [Buffer.from(open, 'latin1'), g0 ? bytes.map((byte) => byte & 0x7f) : bytes, Buffer.from(close, 'latin1')]),
    );
  }
  return Buffer.concat(parts);
}
