import { join } from 'node:path';
import { readDicomFile } from '@deidbench/dicom';
import type { Instance } from '@deidbench/core/model';
import type { PairedFile, UnitContext } from '../beyond/rule.ts';
import { scanStrays } from '../beyond/strays.ts';
import { RULES } from '../beyond/rules.ts';
import { pairUnit } from '../pair/pair-unit.ts';
import { policyOf } from '../policy/policy.ts';
import { CellTally } from './cells.ts';
import { checksFor, CheckRun } from './check-run.ts';
import { crosswalks } from './crosswalks.ts';
import { keptEvidence } from './evidence.ts';
import { ImageRun } from './image-run.ts';
import { FileView } from './output-file.ts';
import { readOutput } from './read-output.ts';
import { Sink } from './sink.ts';
import type { Judged, JudgeInput, OutputProblem, Pair } from './types.ts';

/**
 * Judges what one tool made of one unit: pairs outputs with inputs, derives the crosswalks, applies every row of the key and the rules
 * beyond it. Reads the input and output folders, changes nothing, and gives the same answer for the same files.
 * Regions whose text must be read come back as `pending`; `settle` finishes them.
 * @throws JudgeError and file system errors for an input or a key that can't be read; never for what a tool made.
 */
export function judgeUnit(input: JudgeInput): Judged {
  const pairing = pairUnit(input);
  const { uids, patients, problems, readable } = crosswalks(input, pairing.pairs);
  const sink = new Sink();
  const { collisions } = pairing;
  const context: UnitContext = { input, pairs: readable, collisions, uids, patients, policy: policyOf(input.policy), sink };
  const cells = new CellTally();
  const run = new CheckRun(context, cells);
  const images = new ImageRun(context);
  const usable = RULES.filter((rule) => input.inputRoot !== undefined || rule.needsOriginal !== true);
  const rules = usable.map((rule) => rule.start(context));
  const byOrdinal = new Map(readable.map((pair) => [pair.ordinal, pair]));
  const allProblems: OutputProblem[] = [...pairing.problems, ...problems];
  input.instances.forEach((instance, position) => {
    const pair = byOrdinal.get(instance.ordinal);
    const paired = pair && pairedFile(input, instance, position, pair, allProblems);
    const checks = checksFor(input.key, instance);
    if (paired === undefined) return run.missing(instance, checks);
    const file: PairedFile = { ...paired, checks };
    run.judge(file);
    for (const rule of rules) rule.file?.(file);
    images.look(file);
  });
  for (const rule of rules) rule.end?.();
  scanStrays(context, allProblems);
  const { verdicts, checkCounts, waiting, evidence, notes } = run.finish();
  const kept = new Set(allProblems.filter(({ problem }) => problem === 'invalid-output').map(({ output }) => output));
  const pending = [
    ...waiting.map(({ box }) => box),
    ...images.waiting.flatMap(({ after, before }) => (before ? [after, before] : [after])),
  ];
  const isRead = new Set(pending.map(({ ordinal }) => ordinal));
  return {
    pairs: readable.filter(({ output }) => !kept.has(output)),
    uidMap: uids.map,
    patientMap: patients.map,
    problems: allProblems,
    verdicts,
    checkCounts,
    cells: cells.cells,
    findings: sink.findings(),
    leaks: sink.leaks.leaks(),
    collidingUids: new Set([...uids.merged.keys(), ...collisions.map(({ now }) => now)]).size,
    pending,
    waiting,
    images: images.waiting,
    claims: sink.noTextClaims().filter(({ ordinal }) => isRead.has(ordinal)),
    evidence: pending.length === 0 ? keptEvidence(evidence, NONE_READ) : evidence,
    notes: [...notes, ...images.notes(), ...sink.notes(), ...(usable.length < RULES.length ? [WITHOUT_ORIGINALS] : [])],
  };
}

const NONE_READ: ReadonlySet<number> = new Set();
const WITHOUT_ORIGINALS = 'the originals were not at hand: what compares with them beyond the key was not checked';

function pairedFile(
  input: JudgeInput,
  instance: Instance,
  position: number,
  pair: Pair,
  problems: OutputProblem[],
): Omit<PairedFile, 'checks'> | undefined {
  const { output, by } = pair;
  const read = readOutput(input.outputRoot, output);
  if ('unreadable' in read) {
    problems.push({ output, ordinal: instance.ordinal, problem: 'invalid-output', message: read.unreadable });
    return undefined;
  }
  if (read.cut !== undefined) problems.push({ output, ordinal: instance.ordinal, problem: 'partial', message: read.cut });
  let before: FileView | undefined;
  return {
    instance,
    output,
    staged: input.stagedNames[position] ?? '',
    hasOriginal: input.inputRoot !== undefined,
    by,
    before: () => (before ??= new FileView(readDicomFile(join(input.inputRoot ?? '', instance.path)))),
    after: new FileView(read.file),
  };
}
