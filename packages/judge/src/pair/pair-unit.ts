import { join } from 'node:path';
import { readDicomFile } from '@deidbench/dicom';
import type { JudgeInput, OutputProblem, Pair } from '../unit/types.ts';
import { readOutput, type ReadFile } from '../unit/read-output.ts';
import { topText } from '../unit/top-text.ts';
import { pairByContent, type Looks } from './by-content.ts';
import { pairByMap, pairByPath, type Named, type NamePairs } from './by-name.ts';
import { looksOf } from './looks.ts';

export interface Pairing {
  pairs: Pair[];
  problems: OutputProblem[];
}

const SOP_INSTANCE = 0x00080018;

/** Finds which output answers which input: by the released crosswalk or the tool's map, else by path, else by what the files hold. */
export function pairUnit(input: JudgeInput): Pairing {
  const problems: OutputProblem[] = [];
  const outputs: string[] = [];
  for (const { path, problem } of input.output) {
    if (problem === undefined) outputs.push(path);
    else problems.push({ output: path, problem: 'refused', message: `not opened: ${problem}` });
  }
  const named = input.instances.map(({ ordinal, sop }, i): Named => ({ ordinal, staged: input.stagedNames[i] ?? '', sop }));
  const byName = pairByName(input, named, outputs);
  const content = pairRest(input, byName, outputs);
  problems.push(...content.problems);
  const pairs = [...byName, ...content.pairs].toSorted((a, b) => a.ordinal - b.ordinal);
  return { pairs, problems };
}

function pairByName(input: JudgeInput, named: Named[], outputs: string[]): Pair[] {
  const { crosswalk, toolMap, naming, suffix } = input;
  if (crosswalk) return tagged(pairByCrosswalk(named, outputs, crosswalk.uids, sopReader(input.outputRoot)), 'map');
  const mapped = toolMap ? pairByMap(named, outputs, toolMap, sopReader(input.outputRoot)) : [];
  if (naming === 'free' || (naming === 'map' && mapped.length > 0)) return tagged(mapped, 'map');
  const [inputs, files] = [new Set(mapped.map((p) => p.ordinal)), new Set(mapped.map((p) => p.output))];
  const byPath = pairByPath(
    named.filter(({ ordinal }) => !inputs.has(ordinal)),
    outputs.filter((output) => !files.has(output)),
    suffix,
  );
  return [...tagged(mapped, 'map'), ...tagged(byPath, 'path')];
}

const tagged = (pairs: NamePairs, by: Pair['by']): Pair[] => pairs.map((pair) => ({ ...pair, by }));

/** By SOP Instance UID: of several outputs with one new UID the first in order answers. */
function pairByCrosswalk(
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

function sopReader(root: string): (output: string) => string | undefined {
  return (output) => {
    const read = readOutput(root, output, true);
    return 'file' in read ? topText(read.file, SOP_INSTANCE) : undefined;
  };
}

/** By content, what no name has paired. With a released crosswalk there is nothing to guess. */
function pairRest(input: JudgeInput, byName: readonly Pair[], outputs: string[]): Pairing {
  const used = new Set(byName.map(({ output }) => output));
  const taken = new Set(byName.map(({ ordinal }) => ordinal));
  const rest = outputs.filter((output) => !used.has(output));
  if (rest.length === 0) return { pairs: [], problems: [] };
  const problems: OutputProblem[] = [];
  const left: Looks<string>[] = [];
  for (const output of rest) {
    const read: ReadFile = readOutput(input.outputRoot, output);
    if ('file' in read) left.push({ name: output, views: looksOf(read.file) });
    else problems.push({ output, problem: 'invalid-output', message: read.unreadable });
  }
  const found =
    input.crosswalk || input.inputRoot === undefined || left.length === 0
      ? { pairs: [], ambiguous: [] }
      : pairByContent(inputLooks(input), left, taken);
  const doubtful = new Map(found.ambiguous.map(({ output, candidates }) => [output, candidates.length]));
  const paired = new Set(found.pairs.map(({ output }) => output));
  for (const { name } of left) {
    if (paired.has(name)) continue;
    const count = doubtful.get(name);
    problems.push(
      count === undefined
        ? { output: name, problem: 'unmatched', message: 'it answers none of the inputs that are still without an output' }
        : { output: name, problem: 'ambiguous', message: `it could answer any of ${count} inputs that look alike` },
    );
  }
  return { pairs: found.pairs.map(({ ordinal, output }) => ({ ordinal, output, by: 'content' as const })), problems };
}

function inputLooks({ instances, inputRoot = '' }: JudgeInput): Looks<number>[] {
  return instances.map(({ ordinal, path }) => ({ name: ordinal, views: looksOf(readDicomFile(join(inputRoot, path))) }));
}
