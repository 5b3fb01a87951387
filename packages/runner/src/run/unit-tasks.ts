import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { Instance, Limits } from '@deidbench/core/model';
import { RUN_FILES } from '@deidbench/core/store';
import type { OpenedDataset } from '../dataset/open.ts';
import type { PlannedWork } from '../plan/make-plan.ts';
import type { Twin } from './references.ts';
import { UNIT_INSTANCES } from '../plan/units.ts';
import { neutralNames } from './names.ts';
import type { Judging, UnitTask } from './task.ts';

export interface TaskContext {
  dataset: OpenedDataset;
  /** Curated twins by ordinal; empty without a reference. */
  references: ReadonlyMap<number, Twin>;
  out: string;
  /** Folder of the units' staging and output; default inside `out`. */
  scratch?: string;
  limits: Limits;
  seed: number;
  realData: boolean;
  judging: Omit<Judging, 'policy'>;
}

/** Makes the task of a unit: what crosses to the worker. `keep` is asked when the unit starts. */
export function taskMaker(context: TaskContext): (work: PlannedWork, unit: PlannedWork['units'][number], keep: boolean) => UnitTask {
  const names = neutralNames(context.dataset.instances);
  const { paths, instances } = context.dataset;
  const out = resolve(context.out);
  const scratch = context.scratch === undefined ? join(out, RUN_FILES.work) : join(context.scratch, runMarker(out));
  const { dir, input, answers, reference, uidMap, patientMap, planted } = paths;
  // Of an imported dataset each may lie elsewhere.
  const hide = [out, scratch, dir, input, answers, reference, uidMap, patientMap, planted].flatMap((path) => path ?? []);
  return (work, unit, keep) => ({
    unit: unit.id,
    tool: work.choice.tool,
    profile: unit.profile,
    patients: unit.patients,
    instances: unit.ordinals.map((ordinal, local) => {
      const reference = context.references.get(ordinal)?.path;
      return {
        instance: { ...instanceOf(instances, ordinal), ordinal: local },
        tree: names.tree(ordinal),
        flat: names.flat(ordinal),
        ...(reference && { reference }),
      };
    }),
    inputRoot: paths.input,
    limits: limitsOf(context.limits, unit.ordinals.length),
    seed: context.seed,
    work: join(scratch, unit.id),
    logFile: join(out, RUN_FILES.logs, `${unit.id}.log`),
    hide,
    marker: `${runMarker(out)}-${unit.id}`,
    judging: { ...context.judging, policy: work.planned.policy },
    commit: {
      attemptKey: unit.attemptKey,
      blob: blobPath(out, unit.attemptKey),
      ...(keep && { keep: keptFolder(out, unit) }),
      realData: context.realData,
    },
  });
}

/** The time limit is that of a unit of usual size; one whole patient may be many times as large. */
function limitsOf(limits: Limits, instances: number): Limits {
  return { ...limits, seconds: limits.seconds * Math.max(1, instances / UNIT_INSTANCES) };
}

/** Where a unit's output is kept. */
export function keptFolder(out: string, unit: { id: string; tool: string; profile: string }): string {
  return join(out, 'outputs', `${unit.tool}.${unit.profile}`, unit.id);
}

export function blobPath(out: string, key: string): string {
  return join(out, RUN_FILES.blobs, `${key}.blob`);
}

/** Beginning of the marker of every process that a run in this folder starts. */
export function runMarker(out: string): string {
  return createHash('sha256').update(resolve(out)).digest('hex').slice(0, 16);
}

function instanceOf(instances: readonly Instance[], ordinal: number): Instance {
  const instance = instances[ordinal];
  if (!instance) throw new RangeError(`no instance ${ordinal}`);
  return instance;
}
