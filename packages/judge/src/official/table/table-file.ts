import { CellPage, countingIndex, tableRoot } from './b-tree.ts';
import { PAGE, PageFile } from './page-file.ts';
import { encodeColumns, integerSize, integerType, putInteger, putVarint, varintSize, type Columns } from './record.ts';

const TABLE_LEAF = 0x0d;

/** Payloads up to this length lie in the leaf as a whole; of longer ones at least `LEAST_LOCAL` bytes do (section 1.6 of the format). */
const MOST_LOCAL = PAGE - 35;
const LEAST_LOCAL = Math.floor(((PAGE - 12) * 32) / 255) - 23;
const OVERFLOW = PAGE - 4;

export interface TableLayout {
  name: string;
  /** CREATE TABLE; the first column is an INTEGER that counts the rows from 0. */
  sql: string;
  index: { name: string; sql: string };
}

/**
 * Writes a SQLite file with one table and an index over its first column, which counts the rows, by the public description of the format
 * (sqlite.org/fileformat2.html): rows only ever come behind each other, so that pages are filled once and nothing is looked for. Rows are put
 * together from columns that were encoded before, since most of them repeat.
 */
export class TableFile {
  private readonly file: PageFile;
  private readonly layout: TableLayout;
  private leaf = emptyLeaf();
  private readonly pages: number[] = [];
  private readonly lastRows: number[] = [];
  private record = Buffer.alloc(1 << 16);
  rows = 0;

  constructor(path: string, layout: TableLayout) {
    this.file = new PageFile(path);
    this.layout = layout;
  }

  /** Adds a row of its number and these columns; answers that number. */
  add(parts: readonly Columns[]): number {
    const size = this.putRecord(parts);
    const row = this.rows + 1;
    const local = size <= MOST_LOCAL ? size : localOf(size);
    const cell = varintSize(size) + varintSize(row) + local + (local < size ? 4 : 0);
    if (this.leaf.room() < cell) this.flushLeaf();
    const { leaf, record } = this;
    let at = leaf.place(cell);
    at = putVarint(leaf.bytes, putVarint(leaf.bytes, at, size), row);
    record.copy(leaf.bytes, at, 0, local);
    if (local < size) leaf.bytes.writeUInt32BE(this.overflow(local, size), at + local);
    this.rows = row;
    return row - 1;
  }

  close(): void {
    if (this.leaf.cells > 0 || this.rows === 0) this.flushLeaf();
    const root = tableRoot(this.file, this.pages, this.lastRows);
    const indexRoot = countingIndex(this.file, this.rows);
    this.file.close(firstPage(this.layout, root, indexRoot, this.file.pages));
  }

  /** Puts the record of the next row together; answers its length. */
  private putRecord(parts: readonly Columns[]): number {
    const number = this.rows;
    const type = integerType(number);
    let [types, body] = [1, integerSize(type)];
    for (const part of parts) {
      types += part.types.length;
      body += part.body.length;
    }
    // The header's length counts itself.
    const head = types + (types + 1 < 128 ? 1 : 2);
    if (this.record.length < head + body) this.record = Buffer.alloc(2 * (head + body));
    const { record } = this;
    let at = putVarint(record, 0, head);
    record[at] = type;
    at += 1;
    for (const part of parts) at = copy(part.types, record, at);
    at = putInteger(record, at, number, type);
    for (const part of parts) at = copy(part.body, record, at);
    return at;
  }

  /** Writes what does not fit into the leaf; answers the first page of the chain. */
  private overflow(from: number, size: number): number {
    const first = this.file.pages + 1;
    for (let at = from; at < size; at += OVERFLOW) {
      const { page, number } = this.file.next();
      page.writeUInt32BE(at + OVERFLOW < size ? number + 1 : 0);
      this.record.copy(page, 4, at, Math.min(size, at + OVERFLOW));
    }
    return first;
  }

  private flushLeaf(): void {
    this.leaf.finish();
    this.pages.push(this.file.append(this.leaf.bytes));
    this.lastRows.push(this.rows);
    this.leaf = emptyLeaf(this.leaf.bytes);
  }
}

const emptyLeaf = (bytes: Buffer = Buffer.alloc(PAGE)): CellPage => new CellPage(bytes.fill(0), TABLE_LEAF);

function localOf(size: number): number {
  const local = LEAST_LOCAL + ((size - LEAST_LOCAL) % OVERFLOW);
  return local <= MOST_LOCAL ? local : LEAST_LOCAL;
}

const FEW = 24;

/** Few bytes are copied here: a call costs more. */
function copy(from: Uint8Array, into: Buffer, at: number): number {
  if (from.length > FEW) into.set(from, at);
  else for (let i = 0; i < from.length; i += 1) into[at + i] = from[i]!;
  return at + from.length;
}

/** `3.46.1` as 3046001. */
function libraryVersion(): number {
  const [major = 3, minor = 0, patch = 0] = (process.versions['sqlite'] ?? '').split('.').map(Number);
  return major * 1_000_000 + minor * 1000 + patch;
}

/** The file's header (section 1.3) and the table of its tables. */
function firstPage({ name, sql, index }: TableLayout, root: number, indexRoot: number, pages: number): Buffer {
  const bytes = Buffer.alloc(PAGE);
  bytes.write('SQLite format 3\0', 'latin1');
  bytes.writeUInt16BE(PAGE, 16);
  bytes.set([1, 1, 0, 64, 32, 32], 18);
  const numbers = { changes: [24, 1], pages: [28, pages], cookie: [40, 1], format: [44, 4], utf8: [56, 1], valid: [92, 1] };
  for (const [at, value] of Object.values(numbers)) bytes.writeUInt32BE(value!, at);
  bytes.writeUInt32BE(libraryVersion(), 96);
  const leaf = new CellPage(bytes, TABLE_LEAF, 100);
  const rows = [
    ['table', name, name, root, sql],
    ['index', index.name, name, indexRoot, index.sql],
  ];
  rows.forEach((row, i) => {
    const { types, body } = encodeColumns(row);
    const size = types.length + 1 + body.length;
    let at = leaf.place(varintSize(size) + 1 + size);
    at = putVarint(bytes, at, size);
    at = copy(Uint8Array.of(i + 1, types.length + 1), bytes, at);
    copy(body, bytes, copy(types, bytes, at));
  });
  leaf.finish();
  return bytes;
}
