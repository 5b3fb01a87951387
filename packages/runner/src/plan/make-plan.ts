import { attemptKey } from '@deidbench/core/store';
import { manifestDigest, takesSeed, type Manifest } from '@deidbench/core/manifest';
import type { Instance, Isolation, Limits, Unit } from '@deidbench/core/model';
import { RunnerError } from '../errors.ts';
import type { ReadyTool } from '@deidbench/core/manifest';
import { toStretches, type PlannedTool, type PlannedUnit } from './plan-file.ts';
import { packPatients, unitsFor, type PatientGroup } from './units.ts';

/** A tool with the profile that it is to run with. */
export interface ToolChoice {
  tool: ReadyTool;
  profile: string;
}

/** A planned tool with its units in full. */
export interface PlannedWork {
  choice: ToolChoice;
  planned: PlannedTool;
  units: (Unit & { attemptKey: string })[];
}

export interface PlanInput {
  instances: readonly Instance[];
  groups: readonly PatientGroup[];
  limits: Limits;
  isolation: Isolation;
  /** Given to tools that take one. */
  seed: number;
  /** True when the reference was made by people: its row is their curation, not an oracle. */
  isCurated: boolean;
  /** Digests of the curated twins by ordinal: what the oracle answers hangs on them. */
  references: ReadonlyMap<number, { digest: string }>;
}

/** Units of every tool. Depends on the dataset, the manifests, the limits and the seed alone, never on jobs or shards. */
export async function makePlan(choices: readonly ToolChoice[], input: PlanInput): Promise<PlannedWork[]> {
  const packs = packPatients(input.groups);
  const numbers = new Map(input.groups.map((group, i) => [group.patient, i]));
  return Promise.all(choices.map((choice) => planTool(choice, packs, numbers, input)));
}

async function planTool(
  choice: ToolChoice,
  packs: PatientGroup[][],
  numbers: ReadonlyMap<string, number>,
  input: PlanInput,
): Promise<PlannedWork> {
  const { tool, profile } = choice;
  const { manifest } = tool;
  const claimed = manifest.profiles[profile];
  if (!claimed)
    throw new RunnerError(
      'NO_PROFILE',
      `--tools ${manifest.id}:${profile}: no such profile. ${manifest.id} has ${Object.keys(manifest.profiles).join(', ')}.`,
    );
  const digest = await manifestDigest(tool.folder);
  const twinOf = (ordinal: number) => (manifest.control === 'oracle' ? (input.references.get(ordinal)?.digest ?? '') : '');
  const units = unitsFor(manifest.id, profile, packs).map((unit) => ({
    ...unit,
    attemptKey: attemptKey({
      lockDigest: tool.lockDigest,
      manifestDigest: digest,
      profile,
      inputDigests: unit.ordinals.map((ordinal) => `${input.instances[ordinal]?.digest}${twinOf(ordinal)}`),
      limits: input.limits,
      isolation: input.isolation,
      ...(takesSeed(manifest) && { seed: input.seed }),
    }),
  }));
  const planned: PlannedTool = {
    ...nameOf(manifest, input.isCurated),
    homepage: manifest.homepage,
    licence: manifest.licence,
    profile,
    policy: claimed.policy,
    version: tool.version,
    lockDigest: tool.lockDigest,
    manifestDigest: digest,
    notes: manifest.notes.map((note) => (note.link === undefined ? note.text : `${note.text} (${note.link})`)),
    units: units.map((unit) => plannedUnit(unit, numbers)),
  };
  return { choice, planned, units };
}

function nameOf({ id, name, control }: Manifest, isCurated: boolean): Pick<PlannedTool, 'id' | 'name' | 'control'> {
  if (control === 'oracle' && isCurated) return { id: 'human-curation', name: 'Human curation', control: 'human-curation' };
  return { id, name, ...(control && { control }) };
}

function plannedUnit(unit: Unit & { attemptKey: string }, numbers: ReadonlyMap<string, number>): PlannedUnit {
  return {
    id: unit.id,
    attemptKey: unit.attemptKey,
    patients: unit.patients.map((patient) => numbers.get(patient) ?? -1),
    ordinals: toStretches(unit.ordinals),
  };
}
