import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instance, Planted } from '@deidbench/core/model';
import { readDicomFile } from '@deidbench/dicom';
import { identifierSet, judgeUnit, patternsOf, scanFile, type IdentifierSet, type Judged } from '@deidbench/judge';
import { openAnswerKey, type AnswerKey } from '@deidbench/judge/key';
import { readCrosswalk } from '@deidbench/judge/official';
import { openDataset } from '@deidbench/runner';
import { identify, walkDataset } from './walk-dataset.ts';

/** A generated dataset, opened for scanning. */
export interface ScanSet {
  name: string;
  dir: string;
  instances: readonly Instance[];
  planted: readonly Planted[];
  identifiers: IdentifierSet;
  key: AnswerKey;
}

/** Opens a generated dataset folder. */
export async function openSet(dir: string): Promise<ScanSet> {
  const { dataset, instances } = await openDataset(dir, { jobs: 2 });
  const key = openAnswerKey(join(dir, 'answers.db'));
  const lines = readFileSync(join(dir, 'planted.jsonl'), 'utf8').split('\n');
  const planted = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Planted);
  return { name: dataset.name, dir, instances, planted, identifiers: identifierSet(instances, planted, key), key };
}

export interface Alarms {
  files: number;
  megabytes: number;
  /** Leaks that the judge tells in the clean twin: there are none to tell. */
  judged: number;
  /** Matches of the identifiers of all patients in every file, whosever it is; before the key is asked what must stay. */
  matches: number;
  patterns: number;
  patients: number;
  /** Kinds and places of what was matched, with counts. */
  where: Map<string, number>;
}

/** False alarms in the clean twin of a dataset. */
export function alarmsIn(set: ScanSet): Alarms {
  const files = walkDataset(join(set.dir, 'reference'));
  const all = patternsOf([...set.identifiers.byPatient.values()].flat());
  const bySop = new Map<string, string>();
  const where = new Map<string, number>();
  let bytes = 0;
  for (const path of files) {
    const file = readDicomFile(path);
    bytes += file.bytes.length;
    bySop.set(identify(file).sop, path);
    for (const { identifier, at } of scanFile(all, file)) {
      const what = `${identifier.kind} at ${at}`;
      where.set(what, (where.get(what) ?? 0) + 1);
    }
  }
  const matches = [...where.values()].reduce((sum, n) => sum + n, 0);
  return {
    files: files.length,
    megabytes: bytes / 2 ** 20,
    judged: judgeTwin(set, bySop),
    matches,
    patterns: all.patterns.length,
    patients: set.identifiers.byPatient.size,
    where,
  };
}

/** Leaks of the clean twin, patient by patient. */
function judgeTwin(set: ScanSet, bySop: ReadonlyMap<string, string>): number {
  const crosswalk = {
    uids: readCrosswalk(join(set.dir, 'uid_mapping.csv')).map,
    patients: readCrosswalk(join(set.dir, 'patid_mapping.csv')).map,
  };
  const root = join(set.dir, 'reference');
  let leaks = 0;
  for (const own of byPatient(set)) {
    const output = own.flatMap(({ sop }) => {
      const path = bySop.get(crosswalk.uids.get(sop) ?? '');
      return path === undefined ? [] : [{ path: path.slice(root.length + 1), bytes: 0 }];
    });
    leaks += judge(set, own, root, output, { crosswalk }).leaks.length;
  }
  return leaks;
}

/** Judges the originals themselves as an output: what a tool that does nothing leaves. One result a patient. */
export function judgeUntouched(set: ScanSet): { instances: readonly Instance[]; judged: Judged }[] {
  const root = join(set.dir, 'input');
  return byPatient(set).map((own) => ({
    instances: own,
    judged: judge(
      set,
      own,
      root,
      own.map(({ path, bytes }) => ({ path, bytes })),
      {},
    ),
  }));
}

function judge(
  set: ScanSet,
  own: readonly Instance[],
  outputRoot: string,
  output: { path: string; bytes: number }[],
  more: { crosswalk?: { uids: ReadonlyMap<string, string>; patients: ReadonlyMap<string, string> } },
): Judged {
  return judgeUnit({
    instances: own,
    inputRoot: join(set.dir, 'input'),
    output,
    outputRoot,
    stagedNames: own.map(({ path }) => path),
    naming: 'same-path',
    key: set.key,
    identifiers: set.identifiers,
    policy: 'tcia',
    ...more,
  });
}

function byPatient({ instances }: ScanSet): Instance[][] {
  const groups = new Map<string, Instance[]>();
  for (const instance of instances) {
    const group = groups.get(instance.patient);
    if (group) group.push(instance);
    else groups.set(instance.patient, [instance]);
  }
  return [...groups.values()];
}
