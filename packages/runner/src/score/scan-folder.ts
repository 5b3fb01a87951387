import { existsSync, statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Dataset, Instance } from '@deidbench/core/model';
import { openRunFolder } from '@deidbench/core/store';
import { readCrosswalk } from '@deidbench/judge/official';
import { buildIndex } from '../dataset/build-index.ts';
import { indexDigest } from '../dataset/index-file.ts';
import { noDicom, type OpenedDataset } from '../dataset/open.ts';
import { RunnerError } from '../errors.ts';
import type { IodAtHand } from '../iod/at-hand.ts';
import { packPatients } from '../plan/units.ts';
import { refuseOutInside } from '../run/out-place.ts';
import { refuseOtherRun } from '../run/run-file.ts';
import { openDeidFolder } from './deid-folder.ts';
import { listRemarks, readIdentifierList } from './identifier-list.ts';
import { digestOfFiles, judgeFolder, type FolderWatch } from './judge-folder.ts';
import { rowTool } from './row-tool.ts';
import type { ScoreSummary } from './score-folder.ts';

export interface ScanRequest {
  /** The originals. */
  input: string;
  /** The de-identified files. */
  deid: string;
  /** CSV with the columns text and, if known, patient and kind: what else must not be readable. */
  identifiers?: string;
  /** Crosswalk of UIDs, if there is one: it pairs files for certain. */
  uidMap?: string;
  name: string;
  out: string;
  jobs: number;
  deidbench: string;
  allFrames?: boolean;
  iod: IodAtHand;
}

/**
 * Looks through a folder of de-identified files without a key: identifiers are harvested from the originals and a list, and every rule beyond
 * the key is applied. Nothing of a patient is stored.
 * @throws RunnerError NO_INPUT, NO_DICOM, BAD_LIST, OTHER_RUN, OUT_INSIDE; JudgeError for a crosswalk that can't be read.
 */
export async function scanFolder(request: ScanRequest, watch: FolderWatch): Promise<ScoreSummary> {
  const dataset = await datasetOf(request);
  const uidMap = request.uidMap === undefined ? undefined : resolve(request.uidMap);
  const uids = uidMap === undefined ? undefined : readCrosswalk(uidMap).map;
  const list = request.identifiers === undefined ? undefined : resolve(request.identifiers);
  const patients = new Set(dataset.instances.map(({ patient }) => patient));
  const remarks = list === undefined ? [] : listRemarks(list, readIdentifierList(list), patients);
  const deid = openDeidFolder(request.deid, true);
  const every = [...deid.bySop.values(), deid.others].flat();
  const answering = (instances: readonly Instance[]) => instances.flatMap(({ sop }) => deid.bySop.get(uids?.get(sop) ?? '') ?? []);
  // Files that the crosswalk does not name, and all files without one, may be anybody's: they are looked through for every patient, in one unit.
  const isApart = uids !== undefined && new Set(answering(dataset.instances)).size === every.length;
  refuseOutInside(request.out, [
    ['the originals', request.input],
    ['the de-identified files', request.deid],
  ]);
  const folder = await openRunFolder(request.out);
  try {
    refuseOtherRun(folder, 'scan', { name: dataset.dataset.name });
    const extras = [uidMap, list].flatMap((path) => (path === undefined ? [] : [path]));
    const units = await judgeFolder(
      folder,
      {
        kind: 'scan',
        dataset,
        deid,
        tool: rowTool(request.name, 'unknown', 'none'),
        policy: 'none',
        filesFor: (instances) => (isApart ? answering(instances) : every),
        pack: (groups) => (isApart ? packPatients(groups) : [[...groups]]),
        extrasDigest: digestOfFiles(extras),
        judging: {
          scan: { ...(list !== undefined && { identifiers: list }) },
          ...(uidMap !== undefined && { crosswalk: { uids: uidMap } }),
          ...(request.allFrames && { allFrames: true }),
        },
        keyDigest: 'none',
        hasOriginals: true,
        realData: true,
        jobs: request.jobs,
        deidbench: request.deidbench,
        iod: request.iod,
        notes: ['no answer key: what must be kept is not known, so retention and conformance are not judged'],
        remarks,
      },
      watch,
    );
    return { out: folder.path, units, files: deid.files, unusable: deid.unusable };
  } finally {
    await folder.close();
  }
}

async function datasetOf({ input, jobs }: ScanRequest): Promise<OpenedDataset> {
  if (!existsSync(input) || !statSync(input).isDirectory())
    throw new RunnerError('NO_INPUT', `--input ${input}: no such folder. Name the folder of the originals.`);
  const { instances, skipped } = await buildIndex(resolve(input), { jobs });
  if (instances.length === 0) throw noDicom(input, skipped);
  const distinct = (of: (row: (typeof instances)[number]) => string) => new Set(instances.map(of)).size;
  const counts = {
    patients: distinct((i) => i.patient),
    studies: distinct((i) => i.study),
    series: distinct((i) => i.series),
    instances: instances.length,
    checks: 0,
    planted: 0,
  };
  const dataset: Dataset = {
    formatVersion: 1,
    name: basename(resolve(input)),
    mediaType: 'application/dicom',
    source: { kind: 'import' },
    counts,
    contentDigest: indexDigest(instances),
    input: resolve(input),
    answers: '',
  };
  return { dataset, instances, skipped, digest: dataset.contentDigest, paths: { dir: resolve(input), input: resolve(input), answers: '' } };
}
