import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { DicomError } from '../errors.ts';
import type { DicomElement, DicomFile, ReadOptions } from '../types.ts';
import { NeedMore } from './need-more.ts';
import { isPixels } from './parser.ts';
import { readHead } from './read.ts';

export type ReadFileOptions = ReadOptions & {
  /** Leave the Pixel Data in the file: they are in the index with place and length. All other elements are read, also those behind them. */
  stopBeforePixels?: boolean;
  /** Stop at the first top-level element beyond this tag; what lies behind is not read. Only with `stopBeforePixels`. */
  until?: number;
  /** Refuse larger files. Default 2 GiB − 1. */
  maxBytes?: number;
};

const FIRST_READ = 16 * 1024;
/** For the first elements alone. */
const LITTLE_READ = 1024;
const KEPT_SCRATCH = 4 * 1024 * 1024;
const DEFAULT_MAX_BYTES = 2 ** 31 - 1;

let scratch: Uint8Array = new Uint8Array(FIRST_READ);

/**
 * Reads a DICOM file by path, synchronously. Only regular files: links, devices, pipes, folders are refused (NOT_A_FILE) without opening them.
 * Throws `DicomError` as `readDicom` does, and FILE_TOO_LARGE; errors of the file system (ENOENT, EACCES) pass through.
 */
export function readDicomFile(path: string, options: ReadFileOptions = {}): DicomFile {
  if (!lstatSync(path).isFile()) throw new DicomError('NOT_A_FILE', `${path} is no regular file`);
  const fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stat = fstatSync(fd);
    if (!stat.isFile()) throw new DicomError('NOT_A_FILE', `${path} is no regular file`);
    const maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES;
    if (stat.size > maxBytes) throw new DicomError('FILE_TOO_LARGE', `${path} has ${stat.size} bytes, more than ${maxBytes} (maxBytes)`);
    return options.stopBeforePixels === true ? readGrowing(fd, stat.size, options) : readWhole(fd, stat.size, options);
  } finally {
    if (scratch.length > KEPT_SCRATCH) scratch = new Uint8Array(FIRST_READ);
    closeSync(fd);
  }
}

function readWhole(fd: number, size: number, options: ReadOptions): DicomFile {
  const bytes = new Uint8Array(size);
  const got = readFully(fd, bytes, 0, size);
  return readHead(got === size ? bytes : bytes.subarray(0, got), got, options);
}

/** Reads 16 KiB, then four times as much, until the head parses; the buffer is reused, the result holds a copy of what it needs. */
function readGrowing(fd: number, size: number, options: ReadFileOptions): DicomFile {
  let have = 0;
  for (let want = options.until === undefined ? FIRST_READ : LITTLE_READ; ; want *= 4) {
    const target = Math.min(want, size);
    if (scratch.length < target) scratch = grow(scratch, have, target);
    have += readFully(fd, scratch, have, target);
    if (have < target || have === size) return readHead(scratch.slice(0, have), have, options);
    const head = tryHead(fd, scratch.subarray(0, have), size, options);
    if (head !== undefined) return { ...head, bytes: scratch.slice(0, headLength(head)) };
  }
}

function tryHead(fd: number, bytes: Uint8Array, size: number, options: ReadFileOptions): DicomFile | undefined {
  try {
    return readHead(bytes, size, options, (at) => readAt(fd, at, 8));
  } catch (error) {
    if (error === NeedMore) return undefined;
    throw error;
  }
}

/** All that is at hand, or up to the Pixel Data's value where that is not. */
function headLength(file: DicomFile): number {
  const last = file.dataset.elements.at(-1);
  return last !== undefined && isPixels(last.tag) ? last.valueOffset : file.bytes.length;
}

function grow(old: Uint8Array, used: number, size: number): Uint8Array {
  const next = new Uint8Array(size);
  next.set(old.subarray(0, used));
  return next;
}

function readFully(fd: number, into: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const got = readSync(fd, into, at, to - at, at);
    if (got === 0) break;
    at += got;
  }
  return at - from;
}

/** The bytes of an element's value, from the file where `file` holds its head only. `source` is the path, or an open file descriptor. */
export function readElementBytes(source: string | number, file: DicomFile, element: DicomElement): Uint8Array {
  const { valueOffset, length } = element;
  if (valueOffset + length <= file.bytes.length) return file.bytes.subarray(valueOffset, valueOffset + length);
  const fd = typeof source === 'number' ? source : openSync(source, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const bytes = new Uint8Array(length);
    const got = readSync(fd, bytes, 0, length, valueOffset);
    if (got < length)
      throw new DicomError('TRUNCATED', `the file ends ${length - got} bytes before the element's value does`, { tag: element.tag });
    return bytes;
  } finally {
    if (typeof source === 'string') closeSync(fd);
  }
}

function readAt(fd: number, at: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let got = 0;
  while (got < length) {
    const more = readSync(fd, bytes, got, length - got, at + got);
    if (more === 0) throw new DicomError('TRUNCATED', `the file ends ${length - got} bytes too early`, { offset: at + got });
    got += more;
  }
  return bytes;
}
