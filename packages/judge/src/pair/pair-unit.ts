import { join } from 'node:path';
import { readDicomFile } from '@deidbench/dicom';
import type { Collision, PairInput, OutputProblem, Pair } from '../unit/types.ts';
import { readOutput, type ReadFile } from '../unit/read-output.ts';
import { pairByContent, type Looks } from './by-content.ts';
import { pairBySop, sopReader } from './by-sop.ts';
import { pairByMap, pairByPath, tagged, type Named } from './by-name.ts';
import { collisionsOf } from './collisions.ts';
import { looksOf } from './looks.ts';
import { pairRestByFacts, pairStrangers } from './strangers.ts';

export interface Pairing {
  pairs: Pair[];
  problems: OutputProblem[];
}

/** With the files that share the UID of an answer, where pairs are made by SOP Instance UID: of several files the first answers. */
export interface UnitPairing extends Pairing {
  collisions: Collision[];
}

/** Finds which output answers which input: by the released crosswalk or the tool's map, else by path, else by what the files hold. */
export function pairUnit(input: PairInput): UnitPairing {
  const problems: OutputProblem[] = [];
  const outputs: string[] = [];
  for (const { path, problem } of input.output) {
    if (problem === undefined) outputs.push(path);
    else problems.push({ output: path, problem: 'refused', message: `not opened: ${problem}` });
  }
  const named = input.instances.map(({ ordinal, sop }, i): Named => ({ ordinal, staged: input.stagedNames[i] ?? '', sop }));
  const sopOf = rememberedSops(input.outputRoot);
  const byName = pairByName(input, named, outputs, sopOf);
  const collisions = input.crosswalk ? collisionsOf(input.outputRoot, byName, outputs, sopOf) : [];
  const content = pairRest(input, byName, outputs);
  problems.push(...content.problems);
  const pairs = [...byName, ...content.pairs].toSorted((a, b) => a.ordinal - b.ordinal);
  return { pairs, problems, collisions };
}

type SopOf = ReturnType<typeof sopReader>;

/** Reads each file's SOP Instance UID once. */
function rememberedSops(root: string): SopOf {
  const [read, known] = [sopReader(root), new Map<string, string | undefined>()];
  return (output) => {
    if (!known.has(output)) known.set(output, read(output));
    return known.get(output);
  };
}

function pairByName(input: PairInput, named: Named[], outputs: string[], sopOf: SopOf): Pair[] {
  const { crosswalk, toolMap, naming, suffix } = input;
  if (input.strangers === true && !crosswalk) return pairStrangers(input, named, outputs);
  if (crosswalk) return tagged(pairBySop(named, outputs, crosswalk.uids, sopOf), 'map');
  const mapped = toolMap ? pairByMap(named, outputs, toolMap, sopOf) : [];
  if (naming === 'free' || (naming === 'map' && mapped.length > 0)) return tagged(mapped, 'map');
  const [inputs, files] = [new Set(mapped.map((p) => p.ordinal)), new Set(mapped.map((p) => p.output))];
  const byPath = pairByPath(
    named.filter(({ ordinal }) => !inputs.has(ordinal)),
    outputs.filter((output) => !files.has(output)),
    suffix,
  );
  return [...tagged(mapped, 'map'), ...tagged(byPath, 'path')];
}

/** By content, what no name has paired. With a released crosswalk there is nothing to guess. */
function pairRest(input: PairInput, byName: readonly Pair[], outputs: string[]): Pairing {
  const used = new Set(byName.map(({ output }) => output));
  const taken = new Set(byName.map(({ ordinal }) => ordinal));
  const rest = outputs.filter((output) => !used.has(output));
  if (rest.length === 0) return { pairs: [], problems: [] };
  const problems: OutputProblem[] = [];
  const left: Looks<string>[] = [];
  for (const output of rest) {
    const read: ReadFile = readOutput(input.outputRoot, output);
    if ('file' in read) left.push({ name: output, views: looksOf(read.file, input.strangers) });
    else problems.push({ output, problem: 'invalid-output', message: read.unreadable });
  }
  const found =
    input.crosswalk || input.inputRoot === undefined || left.length === 0
      ? { pairs: [], ambiguous: [] }
      : pairByContent(inputLooks(input), left, taken);
  const doubtful = new Map(found.ambiguous.map(({ output, candidates }) => [output, candidates.length]));
  const pairs = [...found.pairs, ...(input.strangers === true ? pairRestByFacts(input, taken, found.pairs, left) : [])];
  const paired = new Set(pairs.map(({ output }) => output));
  for (const { name } of left) {
    if (paired.has(name)) continue;
    const count = doubtful.get(name);
    problems.push(
      count === undefined
        ? { output: name, problem: 'unmatched', message: 'it answers none of the inputs that are still without an output' }
        : { output: name, problem: 'ambiguous', message: `it could answer any of ${count} inputs that look alike` },
    );
  }
  return { pairs: pairs.map(({ ordinal, output }) => ({ ordinal, output, by: 'content' as const })), problems };
}

function inputLooks({ instances, inputRoot = '', strangers }: PairInput): Looks<number>[] {
  return instances.map(({ ordinal, path }) => ({ name: ordinal, views: looksOf(readDicomFile(join(inputRoot, path)), strangers) }));
}
