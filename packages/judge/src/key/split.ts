const OPEN = 0x7b;
const CLOSE = 0x7d;
const COMMA = 0x2c;
const BLANK = 0x20;

/** Byte ranges of a row's checks: check i lies in [starts[i], ends[i]). */
export interface Split {
  bytes: Buffer;
  starts: number[];
  ends: number[];
  /** True where the check is the text that the row before has at its place. */
  known: boolean[];
}

const labels: Buffer[] = [];
/** `"12": ` as bytes. */
function label(index: number): Buffer {
  return (labels[index] ??= Buffer.from(`"${index}": `, 'latin1'));
}

function isAt(bytes: Buffer, text: Buffer, at: number): boolean {
  for (let i = 0; i < text.length; i += 1) if (bytes[at + i] !== text[i]) return false;
  return true;
}

const isSeparated = (bytes: Buffer, at: number, next: Buffer): boolean =>
  bytes[at] === COMMA && bytes[at + 1] === BLANK && isAt(bytes, next, at + 2);

/** Checks that are compared with the row before in one go, while they are equal. */
const RUNS = [24, 6, 1];

/** How many checks from `check` on stand at `at` exactly as in the row before, labels between them included. */
function equalRun(before: Split | undefined, bytes: Buffer, check: number, at: number): number {
  if (before === undefined) return 0;
  const from = before.starts[check];
  if (from === undefined) return 0;
  for (const run of RUNS) {
    const to = before.ends[check + run - 1];
    if (to !== undefined && at + to - from <= bytes.length && bytes.compare(before.bytes, from, to, at, at + to - from) === 0) return run;
  }
  return 0;
}

/**
 * Cuts a row's JSON, `{"0": {…}, "1": {…}}` as the released keys write it, into the texts of its checks without parsing it; checks that stand as in the
 * row `before` are told by comparing bytes. A cut is a guess until each new piece parses as an object: the text `, "7": {` can't stand inside a JSON
 * string (its quotes would be escaped) and inside a nested object the cut leaves pieces that don't parse. Undefined for any other shape.
 */
export function splitChecks(bytes: Buffer, before: Split | undefined): Split | undefined {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1]! <= BLANK) end -= 1;
  if (bytes[0] !== OPEN || end < 2 || bytes[end - 1] !== CLOSE) return undefined;
  const last = end - 1;
  const split: Split = { bytes, starts: [], ends: [], known: [] };
  for (let at = 1, check = 0; at < last;) {
    const name = label(check);
    if (!isAt(bytes, name, at) || bytes[at + name.length] !== OPEN) return undefined;
    at += name.length;
    const run = equalRun(before, bytes, check, at);
    const stop = run === 0 ? at : at + before!.ends[check + run - 1]! - before!.starts[check]!;
    if (run > 0 && (stop === last || isSeparated(bytes, stop, label(check + run)))) {
      addRun(split, before!, check, run, at);
      check += run;
      at = stop === last ? last : stop + 2;
      continue;
    }
    const next = findNext(bytes, label(check + 1), at, last);
    split.starts.push(at);
    split.ends.push(next);
    split.known.push(false);
    check += 1;
    at = next === last ? last : next + 2;
  }
  return split;
}

function addRun(split: Split, before: Split, check: number, run: number, at: number): void {
  const shift = at - before.starts[check]!;
  for (let i = check; i < check + run; i += 1) {
    split.starts.push(before.starts[i]! + shift);
    split.ends.push(before.ends[i]! + shift);
    split.known.push(true);
  }
}

function findNext(bytes: Buffer, next: Buffer, from: number, last: number): number {
  const separator = Buffer.concat([Buffer.from(', '), next, Buffer.from('{')]);
  const found = bytes.indexOf(separator, from);
  return found < 0 ? last : found;
}
