import { constants, inflateRawSync } from 'node:zlib';
import { DicomError } from '../errors.ts';
import type { Cursor } from './cursor.ts';

/** Images deflate to a third or so; a data set that inflates more than this often is a bomb, unless it is small. */
const MOST_RATIO = 32;
const SMALL = 64 * 1024 * 1024;

/**
 * The inflated data set (PS3.5 A.5), at most `most` bytes and not more than its size makes believable; of a deflate stream cut short, what is
 * there. `rest`: what stands behind the stream, but for the NUL that pads it.
 */
export function inflate(cursor: Cursor, deflated: Uint8Array, at: number, most: number): { data: Uint8Array; rest: Uint8Array } {
  const limit = Math.min(most, Math.max(SMALL, deflated.length * MOST_RATIO));
  try {
    const { buffer, engine } = inflateRawSync(deflated, { maxOutputLength: limit, info: true }) as unknown as Inflated;
    const rest = deflated.subarray(engine.bytesWritten);
    return { data: buffer, rest: rest.every((byte) => byte === 0) ? NOTHING : rest };
  } catch (error) {
    if (codeOf(error) !== 'Z_BUF_ERROR') throw inflateError(error, at, limit);
  }
  try {
    const part = inflateRawSync(deflated, { maxOutputLength: limit, finishFlush: constants.Z_SYNC_FLUSH });
    cursor.problem('TRUNCATED', undefined, at, 'the deflated data set is cut short');
    return { data: part, rest: NOTHING };
  } catch (error) {
    throw inflateError(error, at, limit);
  }
}

const NOTHING = new Uint8Array(0);

/** What zlib gives with `info`; `bytesWritten` counts the bytes of the stream. */
interface Inflated {
  buffer: Uint8Array;
  engine: { bytesWritten: number };
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

function inflateError(error: unknown, at: number, limit: number): DicomError {
  return codeOf(error) === 'ERR_BUFFER_TOO_LARGE'
    ? new DicomError('INFLATE_LIMIT', `the data set inflates to more than ${limit} bytes`, {
        offset: at,
      })
    : new DicomError('BAD_DEFLATE', 'the deflated data set is no deflate stream', { offset: at, cause: error });
}
