import { readOutput } from '../unit/read-output.ts';
import { topText } from '../unit/top-text.ts';
import type { Named, NamePairs } from './by-name.ts';

const SOP_INSTANCE = 0x00080018;

/** Pairs by SOP Instance UID, `uids` from old to new: of several outputs with one new UID the first in order answers. */
export function pairBySop(
  named: Named[],
  outputs: string[],
  uids: ReadonlyMap<string, string>,
  sopOf: (output: string) => string | undefined,
): NamePairs {
  const bySop = new Map<string, string>();
  for (const output of outputs) {
    const sop = sopOf(output);
    if (sop !== undefined && !bySop.has(sop)) bySop.set(sop, output);
  }
  return named.flatMap(({ ordinal, sop }) => {
    const output = bySop.get(uids.get(sop) ?? '');
    return output === undefined ? [] : [{ ordinal, output }];
  });
}

/** Reads the SOP Instance UID of an output; undefined where it has none that can be read. */
export function sopReader(root: string): (output: string) => string | undefined {
  return (output) => {
    const read = readOutput(root, output, true);
    return 'file' in read ? topText(read.file, SOP_INSTANCE) : undefined;
  };
}
