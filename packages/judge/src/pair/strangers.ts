import { join } from 'node:path';
import { readDicomFile } from '@deidbench/dicom';
import type { PairInput, Pair } from '../unit/types.ts';
import { readOutput } from '../unit/read-output.ts';
import type { Looks } from './by-content.ts';
import { factsOf, pairByFacts } from './by-facts.ts';
import { pairByPath, tagged, type Named } from './by-name.ts';
import { pairBySop, sopReader } from './by-sop.ts';
import { isPlausible } from './plausible.ts';

/** By paths whose files could belong together, then by SOP Instance UIDs that were kept. */
export function pairStrangers(input: PairInput, named: Named[], outputs: string[]): Pair[] {
  const paths = new Map(input.instances.map(({ ordinal, path }) => [ordinal, path]));
  const byPath = pairByPath(named, outputs).filter(({ ordinal, output }) => couldBelong(input, paths.get(ordinal) ?? '', output));
  const [inputs, files] = [new Set(byPath.map((p) => p.ordinal)), new Set(byPath.map((p) => p.output))];
  const rest = named.filter(({ ordinal }) => !inputs.has(ordinal));
  const others = outputs.filter((output) => !files.has(output));
  const kept = others.length === 0 ? [] : pairBySop(rest, others, new Map(rest.map(({ sop }) => [sop, sop])), sopReader(input.outputRoot));
  return [...tagged(byPath, 'path'), ...tagged(kept, 'map')];
}

function couldBelong({ inputRoot = '', outputRoot }: PairInput, path: string, output: string): boolean {
  const original = (stopBeforePixels: boolean) => readDicomFile(join(inputRoot, path), { stopBeforePixels });
  const made = readOutput(outputRoot, output, true);
  // What can't be read is said of the input whose name it has.
  if ('unreadable' in made) return true;
  return isPlausible(
    () => original(true),
    () => made.file,
    () => {
      const whole = readOutput(outputRoot, output);
      return 'file' in whole ? [original(false), whole.file] : undefined;
    },
  );
}

/** What resembles an original clearly more than any other, though the tool changed pixels and numbers. */
export function pairRestByFacts(
  { instances, inputRoot = '', outputRoot }: PairInput,
  taken: ReadonlySet<number>,
  pairs: readonly { ordinal: number; output: string }[],
  left: readonly Looks<string>[],
): { ordinal: number; output: string }[] {
  const [inputs, outputs] = [new Set(pairs.map(({ ordinal }) => ordinal)), new Set(pairs.map(({ output }) => output))];
  const open = left
    .filter(({ name }) => !outputs.has(name))
    .flatMap(({ name }) => {
      const read = readOutput(outputRoot, name, true);
      return 'file' in read ? [factsOf(name, read.file)] : [];
    });
  if (open.length === 0) return [];
  const free = instances.filter(({ ordinal }) => !taken.has(ordinal) && !inputs.has(ordinal));
  return pairByFacts(
    free.map(({ ordinal, path }) => factsOf(ordinal, readDicomFile(join(inputRoot, path), { stopBeforePixels: true }))),
    open,
  );
}
