import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { parseCsv } from '../../official/csv.ts';

const CHUNK = 2 ** 20;

/** Records of a CSV file, read piece by piece: however large, it is never in memory. */
export function* csvRecords(path: string): Generator<string[]> {
  const fd = openSync(path, 'r');
  const decoder = new StringDecoder('utf8');
  const buffer = Buffer.alloc(CHUNK);
  let rest = '';
  try {
    for (let got = readSync(fd, buffer, 0, CHUNK, null); got > 0; got = readSync(fd, buffer, 0, CHUNK, null)) {
      const text = rest + decoder.write(buffer.subarray(0, got));
      const end = lastRecordEnd(text);
      yield* parseCsv(text.slice(0, end));
      rest = text.slice(end);
    }
    yield* parseCsv(rest + decoder.end());
  } finally {
    closeSync(fd);
  }
}

/** Behind the last line end that stands in no quoted field. */
function lastRecordEnd(text: string): number {
  let end = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) quoted = !quoted;
    else if (code === 0x0a && !quoted) end = at + 1;
  }
  return end;
}
