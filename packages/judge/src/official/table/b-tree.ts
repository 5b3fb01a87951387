import { PAGE, type PageFile } from './page-file.ts';
import { integerSize, integerType, putInteger, putVarint } from './record.ts';

const TABLE_INTERIOR = 0x05;
const INDEX_INTERIOR = 0x02;
const INDEX_LEAF = 0x0a;

/** No cell of an interior page or of an index of row numbers is longer, its place in the pointer array included. */
const LARGEST_CELL = 32;
const MANY = Math.floor((PAGE - 12) / LARGEST_CELL);

/** A page whose cells grow from its end, their places from its head (SQLite file format, section 1.6). */
export class CellPage {
  readonly bytes: Buffer;
  private readonly head: number;
  private readonly type: number;
  private readonly pointers: number;
  cells = 0;
  private content = PAGE;

  /** `head` is where the page's header begins: 100 on page 1. */
  constructor(bytes: Buffer, type: number, head = 0) {
    this.bytes = bytes;
    this.type = type;
    this.head = head;
    this.pointers = head + (type === TABLE_INTERIOR || type === INDEX_INTERIOR ? 12 : 8);
  }

  /** Bytes that a cell may still take. */
  room(): number {
    return this.content - this.pointers - 2 * this.cells - 2;
  }

  /** Makes place for a cell; answers where it goes. */
  place(size: number): number {
    this.content -= size;
    const at = this.pointers + 2 * this.cells;
    this.bytes[at] = this.content >> 8;
    this.bytes[at + 1] = this.content & 0xff;
    this.cells += 1;
    return this.content;
  }

  /** Writes the header; `right` is the last child of an interior page. */
  finish(right?: number): void {
    const { bytes, head } = this;
    bytes[head] = this.type;
    bytes.writeUInt16BE(this.cells, head + 3);
    bytes.writeUInt16BE(this.content, head + 5);
    if (right !== undefined) bytes.writeUInt32BE(right, head + 8);
  }
}

/** Cuts `count` things into runs of nearly equal length, none longer than `most`. */
function* runs(count: number, most: number): Generator<{ from: number; to: number }> {
  const groups = Math.max(1, Math.ceil(count / most));
  for (let i = 0; i < groups; i += 1) yield { from: Math.floor((count * i) / groups), to: Math.floor((count * (i + 1)) / groups) };
}

/** Interior pages above the leaves of a table; `lastRow` is the largest row number below each page. Answers the root. */
export function tableRoot(file: PageFile, pages: readonly number[], lastRow: readonly number[]): number {
  if (pages.length === 1) return pages[0]!;
  const [above, lastAbove]: [number[], number[]] = [[], []];
  for (const { from, to } of runs(pages.length, MANY)) {
    const { page, number } = file.next();
    const cells = new CellPage(page, TABLE_INTERIOR);
    const cell = Buffer.alloc(LARGEST_CELL);
    for (let i = from; i < to - 1; i += 1) {
      cell.writeUInt32BE(pages[i]!);
      const size = putVarint(cell, 4, lastRow[i]!);
      cell.copy(page, cells.place(size), 0, size);
    }
    cells.finish(pages[to - 1]);
    above.push(number);
    lastAbove.push(lastRow[to - 1]!);
  }
  return tableRoot(file, above, lastAbove);
}

/** An index over a column that counts the `count` rows from 0, as the row numbers do from 1. Answers the root. */
export function countingIndex(file: PageFile, count: number): number {
  const pages: number[] = [];
  /** The entry between each page and the next. */
  const between: number[] = [];
  const cell = Buffer.alloc(LARGEST_CELL);
  // Of each run but the last one the last entry goes up between two pages.
  for (const { from, to } of runs(count + 1, MANY)) {
    const { page, number } = file.next();
    const cells = new CellPage(page, INDEX_LEAF);
    for (let entry = from; entry < to - 1; entry += 1) {
      const size = putEntry(cell, 0, entry);
      cell.copy(page, cells.place(size), 0, size);
    }
    cells.finish();
    pages.push(number);
    between.push(to - 1);
  }
  return indexRoot(file, pages, between);
}

function indexRoot(file: PageFile, pages: readonly number[], between: readonly number[]): number {
  if (pages.length === 1) return pages[0]!;
  const [above, betweenAbove]: [number[], number[]] = [[], []];
  for (const { from, to } of runs(pages.length, MANY)) {
    const { page, number } = file.next();
    const cells = new CellPage(page, INDEX_INTERIOR);
    const cell = Buffer.alloc(LARGEST_CELL);
    for (let i = from; i < to - 1; i += 1) {
      cell.writeUInt32BE(pages[i]!);
      const size = putEntry(cell, 4, between[i]!);
      cell.copy(page, cells.place(size), 0, size);
    }
    cells.finish(pages[to - 1]);
    above.push(number);
    betweenAbove.push(between[to - 1]!);
  }
  return indexRoot(file, above, betweenAbove);
}

/** The entry of a row counted from 0: its count and its row number, as a record with its length before it. */
function putEntry(into: Buffer, at: number, entry: number): number {
  const [type, rowType] = [integerType(entry), integerType(entry + 1)];
  into[at] = 3 + integerSize(type) + integerSize(rowType);
  into[at + 1] = 3;
  into[at + 2] = type;
  into[at + 3] = rowType;
  return putInteger(into, putInteger(into, at + 4, entry, type), entry + 1, rowType);
}
