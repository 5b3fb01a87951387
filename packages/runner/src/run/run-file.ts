import { homedir } from 'node:os';
import { relative } from 'node:path';
import type { Isolation } from '@deidbench/core/model';
import type { RunFolder } from '@deidbench/core/store';
import { datasetFacts } from '../dataset/facts.ts';
import type { OpenedDataset } from '../dataset/open.ts';
import { RunnerError } from '../errors.ts';
import type { PlannedTool, RunFile } from '../plan/plan-file.ts';
import { leftOut } from './left-out.ts';
import { provenanceOf } from './provenance.ts';

type Settings = Pick<
  RunFile,
  | 'kind'
  | 'keyDigest'
  | 'rulesVersion'
  | 'readerVersion'
  | 'iodVersion'
  | 'limits'
  | 'timing'
  | 'seed'
  | 'realData'
  | 'shard'
  | 'durations'
  | 'notInstalled'
  | 'notJudged'
>;

/** What makes a run: the release, and the command that was given. */
export interface MadeBy {
  version: string;
  command?: string;
}

/** `run.json` of a run over a dataset. */
export function makeRunFile(
  dataset: OpenedDataset,
  tools: PlannedTool[],
  settings: Settings,
  isolation: Isolation,
  { version, command }: MadeBy,
): RunFile {
  const { seed, timing, limits, rulesVersion, readerVersion, iodVersion } = settings;
  return {
    formatVersion: 1,
    ...settings,
    dataset: datasetFacts(dataset),
    datasetFolder: dataset.paths.dir,
    tools,
    notJudged: [...leftOut(dataset.skipped, settings.realData), ...settings.notJudged],
    provenance: provenanceOf(isolation, {
      kind: settings.kind,
      ...(settings.realData || settings.kind === 'score' ? {} : { dataset: shortPath(dataset.paths.dir) }),
      deidbench: version,
      // Paths of real data may name somebody.
      ...(command !== undefined && !settings.realData && { command }),
      source: dataset.dataset.source,
      seed,
      timing,
      limits,
      rulesVersion,
      readerVersion,
      iodVersion,
    }),
  };
}

/**
 * A folder is for one kind of run over one dataset; a mistyped `--out` must not mix two. Of two datasets of one name, one is the other
 * changed where it lies in the same folder; else they are two. What was merged of several runs is none of them.
 * @throws RunnerError OTHER_RUN.
 */
export function refuseOtherRun(
  folder: RunFolder,
  kind: RunFile['kind'],
  dataset: { name: string; digest?: string; folder?: string },
): void {
  if (!folder.before) return;
  const before = folder.before as Partial<RunFile>;
  const isSame = (a: string | undefined, b: string | undefined) => a === undefined || b === undefined || a === b;
  const isChanged = !isSame(before.dataset?.digest, dataset.digest);
  const isElsewhere = !isSame(before.datasetFolder, dataset.folder);
  const isMerged = Array.isArray(before.provenance?.['mergedFrom']);
  if (!isMerged && before.kind === kind && isSame(before.dataset?.name, dataset.name) && !(isChanged && isElsewhere)) return;
  const other = !isMerged && before.dataset?.name === dataset.name ? ', other files' : '';
  const what = `${isMerged ? 'merged ' : ''}${before.kind} of ${before.dataset?.name ?? 'nothing'}${other}`;
  throw new RunnerError('OTHER_RUN', `--out ${folder.path}: holds another run (${what}). Choose another folder, or delete this one.`);
}

/** A folder as a person would name it here: below the working folder, or below the home folder, whose name is left out. */
function shortPath(folder: string): string {
  const below = relative('', folder);
  if (!below.startsWith('..')) return below || '.';
  return folder.startsWith(`${homedir()}/`) ? `~${folder.slice(homedir().length)}` : folder;
}
