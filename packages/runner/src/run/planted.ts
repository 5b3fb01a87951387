import { closeSync, openSync, readSync } from 'node:fs';
import type { Planted } from '@deidbench/core/model';

/** Where the lines about one instance stand: stretches of bytes, as [offset, length, …]. */
type Stretches = number[];

let kept: { file: string; bySop: Map<string, Stretches> } | undefined;

const CHUNK = 4 * 2 ** 20;
const SOP = Buffer.from('"sop":"');

/**
 * Lines of a dataset's `planted.jsonl` about some instances. The file has gigabytes for a full set: it is looked through once a process for
 * where each instance's lines stand, and only those asked for are read.
 */
export function plantedOf(file: string | undefined, sops: readonly string[]): Planted[] {
  if (file === undefined) return [];
  if (kept?.file !== file) kept = { file, bySop: findLines(file) };
  const { bySop } = kept;
  const fd = openSync(file, 'r');
  try {
    return sops.flatMap((sop) => readLines(fd, bySop.get(sop) ?? []));
  } finally {
    closeSync(fd);
  }
}

function readLines(fd: number, stretches: Stretches): Planted[] {
  const found: Planted[] = [];
  for (let i = 0; i < stretches.length; i += 2) {
    const bytes = Buffer.alloc(stretches[i + 1] ?? 0);
    readSync(fd, bytes, 0, bytes.length, stretches[i] ?? 0);
    for (const line of bytes.toString('utf8').split('\n')) if (line !== '') found.push(JSON.parse(line) as Planted);
  }
  return found;
}

function findLines(file: string): Map<string, Stretches> {
  const bySop = new Map<string, Stretches>();
  const fd = openSync(file, 'r');
  try {
    let rest = Buffer.alloc(0);
    let at = 0;
    const chunk = Buffer.alloc(CHUNK);
    for (let got = readSync(fd, chunk, 0, CHUNK, null); got > 0; got = readSync(fd, chunk, 0, CHUNK, null)) {
      const bytes = Buffer.concat([rest, chunk.subarray(0, got)]);
      const end = bytes.lastIndexOf(10) + 1;
      addLines(bySop, bytes.subarray(0, end), at);
      rest = Buffer.from(bytes.subarray(end));
      at += end;
    }
    addLines(bySop, rest, at);
  } finally {
    closeSync(fd);
  }
  return bySop;
}

function addLines(bySop: Map<string, Stretches>, bytes: Buffer, base: number): void {
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(10, start);
    const end = newline < 0 ? bytes.length : newline + 1;
    const sop = sopOf(bytes.subarray(start, end));
    if (sop !== undefined) addStretch(bySop, sop, base + start, end - start);
    start = end;
  }
}

/** Lines of an instance that follow one another are one stretch. */
function addStretch(bySop: Map<string, Stretches>, sop: string, offset: number, length: number): void {
  const known = bySop.get(sop);
  if (!known) {
    bySop.set(sop, [offset, length]);
    return;
  }
  const last = known.length - 2;
  if ((known[last] ?? 0) + (known[last + 1] ?? 0) === offset) known[last + 1] = (known[last + 1] ?? 0) + length;
  else known.push(offset, length);
}

function sopOf(line: Buffer): string | undefined {
  const from = line.indexOf(SOP);
  if (from < 0) return undefined;
  const start = from + SOP.length;
  return line.toString('latin1', start, line.indexOf(0x22, start));
}
