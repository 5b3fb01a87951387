import { isStandardUid } from '../maps/derive.ts';
import type { FindingDraft } from '../unit/finding-groups.ts';
import type { PairedFile, Rule, RuleRun, UnitContext } from './rule.ts';
import { bug } from '../unit/bug.ts';

const SOP_INSTANCE = '<(0008,0018)>';
/** Nested Patient IDs and the like are no references. */
const REFERENCE = /\((?:0008,1155|0008,0018|0020,000d|0020,000e|3006,0024|0020,0052)\)>$/u;

/**
 * UIDs and Patient IDs one to one: no two originals under one new identifier, no original under two, and every reference that led to an
 * instance of the unit before leads to the output of that instance.
 */
export const uids: Rule = {
  name: 'uids',
  start: (context) => new UidsRun(context),
};

interface Reference {
  patient: string;
  ordinal: number;
  path: string;
  old: string;
  now: string;
}

class UidsRun implements RuleRun {
  readonly #context: UnitContext;
  readonly #newSops = new Map<string, string>();
  readonly #references: Reference[] = [];
  readonly #sops: ReadonlySet<string>;

  constructor(context: UnitContext) {
    this.#context = context;
    this.#sops = new Set(context.input.instances.map(({ sop }) => sop));
  }

  file({ instance, after }: PairedFile): void {
    const { patient, ordinal, sop } = instance;
    const own = after.bare(SOP_INSTANCE);
    if (own !== undefined) this.#newSops.set(sop, own);
    for (const [path, old] of instance.uids) {
      if (path === SOP_INSTANCE || !REFERENCE.test(path) || !this.#sops.has(old)) continue;
      const now = after.bare(path) ?? '';
      if (now !== '') this.#references.push({ patient, ordinal, path, old, now });
    }
  }

  end(): void {
    this.#reportReferences();
    this.#reportMerged();
    this.#reportCollisions();
    this.#reportSplit();
  }

  #reportReferences(): void {
    for (const { patient, ordinal, path, old, now } of this.#references) {
      const target = this.#newSops.get(old);
      if (target === undefined || target === now || now.includes(target) || this.#context.sink.isBroken(old)) continue;
      const explanation = 'the reference led to an instance of the set and no longer does';
      this.#context.sink.findingUnlessKnown({ ...fault(path, patient, ordinal, explanation), expected: target, actual: now });
    }
  }

  #reportMerged(): void {
    const { uids: crosswalk, patients, sink } = this.#context;
    for (const [merged, what] of [
      [crosswalk, 'originals share one new UID'],
      [patients, 'patients share one new Patient ID: they can no longer be told apart'],
    ] as const) {
      for (const [now, olds] of merged.merged) {
        for (const old of olds.slice(1)) {
          const seen = merged.first.get(old);
          if (seen === undefined || isStandardUid(now)) continue;
          sink.finding({ ...fault(seen.path, seen.patient, seen.ordinal, `${olds.length} ${what}`), actual: now });
        }
      }
    }
  }

  /** Files that answer nothing because another file has their UID: no crosswalk tells of them. */
  #reportCollisions(): void {
    const { collisions, sink, input, uids: crosswalk } = this.#context;
    const patients = new Map(input.instances.map(({ ordinal, patient }) => [ordinal, patient]));
    for (const [now, files] of Map.groupBy(collisions, (collision) => collision.now)) {
      if (crosswalk.merged.has(now)) continue;
      const { ordinal } = files[0]!;
      const explanation = `${files.length + 1} different files of the output share one SOP Instance UID`;
      sink.finding({ ...fault(SOP_INSTANCE, patients.get(ordinal) ?? '', ordinal, explanation), actual: now });
    }
  }

  /** Only what no row of the key has said already, and no reference that leads nowhere. */
  #reportSplit(): void {
    const { uids: crosswalk, patients, sink, input } = this.#context;
    for (const [old, others] of crosswalk.split) {
      if (sink.isBroken(old)) continue;
      for (const { now, path, patient, ordinal } of others)
        sink.findingUnlessKnown({
          ...fault(path, patient, ordinal, 'one original got several new UIDs: what belonged together falls apart'),
          actual: now,
        });
    }
    if (input.key !== undefined) return;
    for (const { now, path, patient, ordinal } of [...patients.split.values()].flat())
      sink.findingUnlessKnown({ ...fault(path, patient, ordinal, 'one patient got several new Patient IDs'), actual: now });
  }
}

function fault(tagPath: string, patient: string, ordinal: number, explanation: string): FindingDraft {
  return bug({ rule: 'uids', tagPath, severity: 'medium', patient, ordinal, explanation });
}
