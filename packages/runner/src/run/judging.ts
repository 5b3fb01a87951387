import { identifierSet, judgeUnit, scanFolders, type IdentifierSet, type Judged } from '@deidbench/judge';
import { openAnswerKey, type AnswerKey } from '@deidbench/judge/key';
import { readCrosswalk } from '@deidbench/judge/official';
import { readIdentifierList } from '../score/identifier-list.ts';
import type { Collected } from './collected.ts';
import { filesForJudge } from './files-for-judge.ts';
import { stagedName } from './invocation.ts';
import { plantedOf } from './planted.ts';
import type { Judging, UnitTask } from './task.ts';

/** Judges what was collected of a unit. */
export function judgeCollected(task: UnitTask, collected: Collected): Judged {
  if (task.judging.scan) return scanCollected(task, collected, task.judging.scan);
  const key = keyOf(task.judging.answers);
  const { manifest } = task.tool;
  return judgeUnit({
    instances: task.instances.map((item) => item.instance),
    ...(task.inputRoot !== undefined && { inputRoot: task.inputRoot }),
    output: filesForJudge(collected.files),
    outputRoot: collected.root,
    stagedNames: task.instances.map((item) => stagedName(manifest, item)),
    naming: manifest.output.naming,
    ...(manifest.output.suffix !== undefined && { suffix: manifest.output.suffix }),
    ...(collected.map.length > 0 && { toolMap: collected.map }),
    ...(task.judging.crosswalk && { crosswalk: crosswalkOf(task.judging.crosswalk) }),
    ...(key && { key }),
    ...(task.judging.allFrames && { allFrames: true }),
    identifiers: identifiersOf(task),
    policy: task.judging.policy,
  });
}

let known: { of: string; identifiers: IdentifierSet } | undefined;

/** Every identifier that is known of a unit's patients. Looked up once a unit: for its judgement and for its log. */
export function identifiersOf(task: UnitTask): IdentifierSet {
  const of = `${task.commit.attemptKey} ${task.judging.keyDigest}`;
  if (known?.of === of) return known.identifiers;
  const instances = task.instances.map((item) => item.instance);
  const sops = instances.map((instance) => instance.sop);
  const identifiers = identifierSet(instances, plantedOf(task.judging.planted, sops), keyOf(task.judging.answers));
  known = { of, identifiers };
  return identifiers;
}

function scanCollected(task: UnitTask, collected: Collected, { identifiers }: NonNullable<Judging['scan']>): Judged {
  const { judged, ignored } = scanFolders({
    instances: task.instances.map((item) => item.instance),
    inputRoot: task.inputRoot ?? '',
    output: filesForJudge(collected.files),
    outputRoot: collected.root,
    ...(identifiers !== undefined && { identifiers: readIdentifierList(identifiers) }),
    ...(task.judging.crosswalk && { crosswalk: crosswalkOf(task.judging.crosswalk) }),
    ...(task.judging.allFrames && { allFrames: true }),
    policy: task.judging.policy,
  });
  const unseen = ignored.filter(({ reason }) => !reason.startsWith('its family name')).length;
  if (unseen === 0) return judged;
  const note = `${unseen} identifiers of originals and list are too short or too ordinary to be looked for everywhere`;
  return { ...judged, notes: [...judged.notes, note] };
}

/** A worker judges many units of one dataset: the key stays open between them. */
let open: AnswerKey | undefined;

function keyOf(answers: string | undefined): AnswerKey | undefined {
  if (answers === undefined) return undefined;
  if (open?.path === answers) return open;
  open?.close();
  open = openAnswerKey(answers);
  return open;
}

let maps: { of: string; uids: ReadonlyMap<string, string>; patients: ReadonlyMap<string, string> } | undefined;

function crosswalkOf({ uids, patients }: NonNullable<Judging['crosswalk']>): NonNullable<typeof maps> {
  const of = `${uids}\n${patients}`;
  if (maps?.of !== of)
    maps = { of, uids: readCrosswalk(uids).map, patients: patients === undefined ? new Map() : readCrosswalk(patients).map };
  return maps;
}
