import type { SampleFile } from '../sample/set.ts';
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

const STRANGER = { name: 'notes.txt', bytes: Buffer.from('This is no DICOM file.\n') };

/** What holds for each profile: files come out, pair, are readable, and the input is as it was. */
export function profilePoints(profile: string, trial: Trial, files: readonly SampleFile[], tool: ReadyTool): ContractPoint[] {
  const { exec, outputs, unpaired, harmed } = trial;
  const ended = `${exec.end}${exec.exitCode === undefined ? '' : ` ${exec.exitCode}`}${exec.detail === undefined ? '' : `, ${exec.detail}`}`;
  const faults = [...outputs].flatMap(([name, bytes]) => {
    const fault = faultOf(bytes);
    return fault ? [`${name}: ${fault.detail}`] : [];
  });
  const paired = instancesIn(trial);
  const broken = faults.length > 0 ? [] : inconsistencies(pairsOf(trial, files, tool));
  return [
    point(`${profile}: every input comes out and pairs`, paired === files.length, `${paired} of ${files.length} (${ended})`),
    point(`${profile}: nothing comes out that pairs with no input`, unpaired.length === 0, unpaired.join(', ') || 'nothing else'),
    point(`${profile}: what comes out is readable DICOM`, faults.length === 0, faults.join(', ') || 'all of it, to its end'),
    point(`${profile}: the input is unharmed`, harmed.length === 0, harmed.join(', ') || 'same bytes as before'),
    point(
      `${profile}: equal identifiers stay equal inside one call`,
      broken.length === 0,
      broken.slice(0, 3).join(', ') || 'UIDs and Patient IDs',
    ),
  ];
}

/** Whether a second call with the same seed gives the same identifiers, where the manifest says `always`. */
export async function twicePoint(tool: ReadyTool, first: Trial, files: readonly SampleFile[], profile: string): Promise<ContractPoint> {
  const name = 'a second call gives the same identifiers, or the manifest says per-invocation';
  if (tool.manifest.identifiers === 'per-invocation') return point(name, true, 'declared: per-invocation');
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
  const came = instancesIn(await runTrial(tool, files, { profile, stranger: STRANGER }));
  return point('a file that is no DICOM does not stop it', came === files.length, `${came} of ${files.length} others came out`);
}

/** Whether it worked without a network; the trials ran without one wherever this machine can cut it. */
export function networkPoint(trial: Trial): ContractPoint {
  const { network } = trial.exec.isolation;
  const cut = network === 'none' || network === 'loopback';
  return point('no network is needed', true, cut ? `ran with network: ${network}` : 'not checked: this machine cannot cut the network');
}

export function point(name: string, ok: boolean, detail: string): ContractPoint {
  return { point: name, ok, detail };
}

/** Outputs that pair: a benchmark pairs instances, whole or cut short, and nothing else. */
function instancesIn({ outputs }: Trial): number {
  return [...outputs.values()].filter((bytes) => faultOf(bytes)?.kind !== 'no instance').length;
}

function pairsOf(trial: Trial, files: readonly SampleFile[], tool: ReadyTool): { before: Identifiers; after: Identifiers }[] {
  return files.flatMap((file) => {
    const output = trial.outputs.get(tool.manifest.input === 'flat' ? file.flat : file.tree);
    return output ? [{ before: identifiersOf(file.bytes), after: identifiersOf(output) }] : [];
  });
}

function sameIdentifiers(one: Uint8Array, other: Uint8Array | undefined): boolean {
  if (other === undefined) return false;
  // What is not readable has a point of its own; here two such files are the same when their bytes are.
  if (faultOf(one) || faultOf(other)) return Buffer.from(one).equals(other);
  return JSON.stringify(identifiersOf(one)) === JSON.stringify(identifiersOf(other));
}
