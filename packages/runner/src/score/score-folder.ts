import { resolve } from 'node:path';
import type { Instance } from '@deidbench/core/model';
import { openRunFolder, type RunFolder } from '@deidbench/core/store';
import { readCrosswalk } from '@deidbench/judge/official';
import { keyDigestOf } from '../dataset/key-digest.ts';
import { datasetAround } from '../dataset/around.ts';
import { openDataset, type OpenedDataset } from '../dataset/open.ts';
import { RunnerError } from '../errors.ts';
import type { IodAtHand } from '../iod/at-hand.ts';
import { packPatients } from '../plan/units.ts';
import { refuseOutInside } from '../run/out-place.ts';
import { refuseOtherRun } from '../run/run-file.ts';
import type { UnitTally } from '../run/unit-loop.ts';
import { openDeidFolder } from './deid-folder.ts';
import { crosswalkRemarks } from './crosswalk-remarks.ts';
import { digestOfFiles, judgeFolder, type FolderWatch } from './judge-folder.ts';
import { originalsOf } from './originals.ts';
import { rowTool } from './row-tool.ts';
import { unclaimedOf } from './unclaimed.ts';

export interface ScoreRequest {
  /** The originals: a dataset, or a key with or without their folder. */
  dataset?: OpenedDataset;
  answers?: string;
  input?: string;
  /** The de-identified files, with the crosswalks that were released with them. */
  deid: string;
  uidMap: string;
  patientMap: string;
  name: string;
  version: string;
  policy: string;
  out: string;
  jobs: number;
  deidbench: string;
  allFrames?: boolean;
  /** The command that makes the run again. */
  command?: string;
  iod: IodAtHand;
}

export interface ScoreSummary {
  out: string;
  units: UnitTally;
  files: number;
  unusable: { path: string; problem: string }[];
}

/**
 * Judges a folder that some tool made elsewhere into a run with one row; it merges and ranks beside tools over the same dataset.
 * @throws RunnerError NO_KEY, NO_INPUT, NO_DICOM, KEY_MISMATCH, OTHER_RUN, OUT_INSIDE; JudgeError for a key or crosswalk that can't be read.
 */
export async function scoreFolder(request: ScoreRequest, watch: FolderWatch): Promise<ScoreSummary> {
  const [uidMap, patientMap] = [resolve(request.uidMap), resolve(request.patientMap)];
  const [uids, patients] = [readCrosswalk(uidMap), readCrosswalk(patientMap)];
  const deid = openDeidFolder(request.deid, true, asked(request));
  refuseOutInside(request.out, [['the originals', request.dataset?.paths.input ?? request.input]]);
  const folder = await openRunFolder(request.out);
  try {
    if (!folder.before) await folder.save({ kind: 'score' });
    const dataset = request.dataset ?? (await originalsFrom(request, folder));
    refuseOtherRun(folder, 'score', { name: dataset.dataset.name });
    const { answers, planted, input } = dataset.paths;
    const unclaimed = unclaimedOf(deid, dataset.instances, uids.map);
    const job = {
      kind: 'score' as const,
      dataset,
      deid,
      tool: rowTool(request.name, request.version, request.policy),
      policy: request.policy,
      filesFor: (instances: readonly Instance[]) => [
        ...instances.flatMap(({ sop }) => deid.bySop.get(uids.map.get(sop) ?? '') ?? []),
        ...unclaimed.for(instances),
      ],
      unclaimed: unclaimed.files,
      pack: packPatients,
      extrasDigest: digestOfFiles([uidMap, patientMap]),
      judging: {
        answers,
        ...(planted !== undefined && { planted }),
        crosswalk: { uids: uidMap, patients: patientMap },
        ...(request.allFrames && { allFrames: true }),
      },
      keyDigest: await keyDigestOf(dataset.paths),
      hasOriginals: input !== '',
      realData: false,
      jobs: request.jobs,
      deidbench: request.deidbench,
      ...(request.command !== undefined && { command: request.command }),
      iod: request.iod,
      notes: ['made elsewhere: no times, no memory; pairs by the crosswalk that came with it'],
      remarks: [...(dataset.remarks ?? []), ...crosswalkRemarks(uids, patients, dataset.instances)],
    };
    const units = await judgeFolder(folder, job, watch);
    return { out: folder.path, units, files: deid.files, unusable: deid.unusable };
  } finally {
    await folder.close();
  }
}

/** What was given to judge by, and the run: they may lie in the delivered folder and are no part of it. */
function asked({ uidMap, patientMap, answers, dataset, out }: ScoreRequest): string[] {
  return [uidMap, patientMap, answers, dataset?.paths.answers, out].flatMap((path) => (path ? [path] : []));
}

async function originalsFrom({ answers, input, jobs }: ScoreRequest, folder: RunFolder): Promise<OpenedDataset> {
  if (answers === undefined) throw new RunnerError('NO_KEY', 'give the answer key (--answers) or a dataset (--dataset).');
  const around = datasetAround(answers, input);
  return around === undefined ? originalsOf(answers, input, folder.path, jobs) : openDataset(around, { jobs });
}
