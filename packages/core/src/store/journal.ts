import { createHash } from 'node:crypto';
import { writeSync } from 'node:fs';
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { canonicalJson } from '../model/index.ts';
import { syncFolder } from './atomic-write.ts';
import { storeError } from './errors.ts';
import { killPoint } from './kill-point.ts';

export interface JournalContent<Entry> {
  entries: Entry[];
  /** Lines left out since their checksum does not fit. */
  damaged: number;
  /** Bytes up to the end of the last whole line; what follows is a cut tail. */
  wholeBytes: number;
}

/**
 * A file of one JSON entry a line, each with a checksum, written by one process alone. A line cut by a crash and garbled lines are left
 * out when it is read.
 */
export class Journal<Entry> {
  readonly path: string;
  /** What stood in the file when it was opened. */
  readonly before: JournalContent<Entry>;
  readonly #file: FileHandle;
  #last: Promise<void> = Promise.resolve();

  private constructor(path: string, file: FileHandle, before: JournalContent<Entry>) {
    this.path = path;
    this.before = before;
    this.#file = file;
  }

  /** Opens or makes a journal for appending; a cut tail is removed. @throws StoreError */
  static async open<Entry>(path: string): Promise<Journal<Entry>> {
    try {
      const file = await open(path, 'a+', 0o600);
      const before = parseJournal<Entry>(await readFile(path));
      await file.truncate(before.wholeBytes);
      await syncFolder(dirname(path));
      return new Journal(path, file, before);
    } catch (error) {
      throw storeError(error, path);
    }
  }

  /** Appends an entry; settled when it is on the disk. Appends keep their order. @throws StoreError NO_SPACE, IO. */
  append(entry: Entry): Promise<void> {
    const line = Buffer.from(journalLine(entry));
    const done = this.#last.then(() => this.#write(line));
    this.#last = done.catch(() => undefined);
    return done;
  }

  async close(): Promise<void> {
    await this.#last;
    await this.#file.close();
  }

  async #write(line: Buffer): Promise<void> {
    try {
      killPoint(() => void writeSync(this.#file.fd, line.subarray(0, line.length >> 1)));
      await this.#file.appendFile(line);
      await this.#file.datasync();
      killPoint();
    } catch (error) {
      throw storeError(error, this.path);
    }
  }
}

/** Reads a journal without opening it for writing; a missing file is an empty journal. */
export async function readJournal<Entry>(path: string): Promise<JournalContent<Entry>> {
  try {
    return parseJournal(await readFile(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { entries: [], damaged: 0, wholeBytes: 0 };
    throw storeError(error, path);
  }
}

function journalLine(entry: unknown): string {
  const text = canonicalJson(entry);
  return `${checksum(text)} ${text}\n`;
}

function parseJournal<Entry>(bytes: Buffer): JournalContent<Entry> {
  const content: JournalContent<Entry> = { entries: [], damaged: 0, wholeBytes: bytes.lastIndexOf(10) + 1 };
  for (const line of bytes.toString('utf8', 0, content.wholeBytes).split('\n')) {
    if (line === '') continue;
    const entry = parseLine<Entry>(line);
    if (entry === undefined) content.damaged += 1;
    else content.entries.push(entry);
  }
  return content;
}

function parseLine<Entry>(line: string): Entry | undefined {
  const text = line.slice(17);
  if (line[16] !== ' ' || line.slice(0, 16) !== checksum(text)) return undefined;
  return JSON.parse(text) as Entry;
}

function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
