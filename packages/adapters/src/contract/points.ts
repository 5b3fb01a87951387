import { plainText } from '../plain.ts';
import type { SampleFile } from '../sample/set.ts';
import { endOf, lastWords } from '../ended.ts';
import { faultOf } from '../trial/fault-of.ts';
import { runTrial, type Trial } from '../trial/run-trial.ts';
import type { ReadyTool } from '@deidbench/core/manifest';
import { identifiersOf, inconsistencies, type Identifiers } from './identifiers.ts';

/** One point of the contract and how it went. */
export interface ContractPoint {
  point: string;
  ok: boolean;
  /** What was seen, in a few words. */
  detail: string;
}

const MOST_NAMES = 6;

/** A point that holds of nothing would say something good of a tool that did nothing. */
const NOTHING = 'not looked at: no output pairs with an input';

const STRANGER = { name: 'notes.txt', bytes: Buffer.from('This is no DICOM file.\n') };

/** What holds for each profile: files come out, pair, are readable, and the input is as it was. */
export function profilePoints(profile: string, trial: Trial, files: readonly SampleFile[], tool: ReadyTool): ContractPoint[] {
  const { outputs, unpaired, aside, harmed } = trial;
  const faults = [...outputs].flatMap(([name, bytes]) => {
    const fault = faultOf(bytes);
    return fault ? [`${name}: ${fault.detail}`] : [];
  });
  const pairs = pairsOf(trial, files, tool);
  const broken = inconsistencies(pairs);
  return [
    point(`${profile}: every input comes out and pairs`, instancesIn(trial) === files.length, cameOut(trial, files)),
    point(`${profile}: every output is a regular file`, aside.length === 0, some(aside) || 'nothing left aside'),
    point(`${profile}: nothing comes out that pairs with no input`, unpaired.length === 0, some(unpaired) || 'nothing else'),
    point(
      `${profile}: what comes out is readable DICOM`,
      outputs.size > 0 && faults.length === 0,
      some(faults) || (outputs.size > 0 ? 'all of it, to its end' : NOTHING),
    ),
    point(`${profile}: the input is unharmed`, harmed.length === 0, some(harmed) || 'same bytes as before'),
    point(
      `${profile}: equal identifiers stay equal inside one call`,
      pairs.length > 1 && broken.length === 0,
      some(broken) || (pairs.length > 1 ? 'UIDs and Patient IDs' : 'not looked at: no two readable files came out'),
    ),
  ];
}

/** Whether a second call with the same seed gives the same identifiers, where the manifest says `always`. */
export async function twicePoint(tool: ReadyTool, first: Trial, files: readonly SampleFile[], profile: string): Promise<ContractPoint> {
  const name = 'a second call gives the same identifiers, or the manifest says per-invocation';
  if (tool.manifest.identifiers === 'per-invocation') return point(name, true, 'declared: per-invocation');
  if (first.outputs.size === 0) return point(name, false, NOTHING);
  const second = await runTrial(tool, files, { profile });
  const differs = [...first.outputs].filter(([path, bytes]) => !sameIdentifiers(bytes, second.outputs.get(path)));
  return point(
    name,
    differs.length === 0,
    differs.length === 0 ? 'the same' : `${differs.length} files differ; say per-invocation, or use {seed}`,
  );
}

/** Whether a file that is no DICOM keeps the tool from its work. */
export async function strangerPoint(tool: ReadyTool, files: readonly SampleFile[], profile: string): Promise<ContractPoint> {
  const trial = await runTrial(tool, files, { profile, stranger: STRANGER });
  return point('a file that is no DICOM does not stop it', instancesIn(trial) === files.length, cameOut(trial, files));
}

/** Whether it worked without a network; the trials ran without one wherever this machine can cut it. */
export function networkPoint(trial: Trial): ContractPoint {
  const { network } = trial.exec.isolation;
  if (trial.outputs.size === 0) return point('no network is needed', false, NOTHING);
  const cut = network === 'none' || network === 'loopback';
  return point('no network is needed', true, cut ? `ran with network: ${network}` : 'not checked: this machine cannot cut the network');
}

export function point(name: string, ok: boolean, detail: string): ContractPoint {
  // Names that a tool chose stand in it.
  return { point: name, ok, detail: plainText(detail).replaceAll('\n', ' ') };
}

/** The first of them, and how many more there are. */
function some(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return [...names.slice(0, MOST_NAMES), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}

/** How many answered and how the call ended; where some are missing also the tool's last words, which may say why. */
function cameOut(trial: Trial, files: readonly SampleFile[]): string {
  const { exec, log, emptyMap } = trial;
  const came = instancesIn(trial);
  const count = `${came} of ${files.length} (${endOf(exec)})${emptyMap === undefined ? '' : ` · the map ${emptyMap} gave no rows`}`;
  return came === files.length ? count : [count, ...lastWords(log, 1).map((line) => `the tool's last words: ${line}`)].join(' · ');
}

/** Outputs that pair: a benchmark pairs instances, whole or cut short, and nothing else. */
function instancesIn({ outputs }: Trial): number {
  return [...outputs.values()].filter((bytes) => faultOf(bytes)?.kind !== 'no instance').length;
}

function pairsOf(trial: Trial, files: readonly SampleFile[], tool: ReadyTool): { before: Identifiers; after: Identifiers }[] {
  return files.flatMap((file) => {
    const output = trial.outputs.get(tool.manifest.input === 'flat' ? file.flat : file.tree);
    return output && !faultOf(output) ? [{ before: identifiersOf(file.bytes), after: identifiersOf(output) }] : [];
  });
}

function sameIdentifiers(one: Uint8Array, other: Uint8Array | undefined): boolean {
  if (other === undefined) return false;
  // What is not readable has a point of its own; here two such files are the same when their bytes are.
  if (faultOf(one) || faultOf(other)) return Buffer.from(one).equals(other);
  return JSON.stringify(identifiersOf(one)) === JSON.stringify(identifiersOf(other));
}
