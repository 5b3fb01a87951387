import type { Finding } from '@deidbench/core/model';
import { FindingGroups, type FindingDraft } from './finding-groups.ts';
import { LeakTally } from './leak-tally.ts';

/** A leak as a rule reports it: a finding with the normal form of the identifier that can be read. */
export type LeakDraft = FindingDraft & { leak: true; kind: NonNullable<FindingDraft['kind']>; norm: string };

/** Takes in what the key's checks and the rules beyond it find. Leaks are counted once, whoever finds them. */
export class Sink {
  readonly leaks = new LeakTally();
  readonly #groups = new FindingGroups();

  finding(draft: FindingDraft): void {
    this.#groups.add(draft);
  }

  leak({ norm, ...draft }: LeakDraft): void {
    const { patient, kind, tagPath, severity, ordinal } = draft;
    this.leaks.add({ patient, kind, norm, tagPath, severity, ordinal });
    this.#groups.add(draft);
  }

  /** A leak unless one that is known already, of the same instance and place, tells the identifier too. */
  leakUnlessKnown(draft: LeakDraft): void {
    if (!this.leaks.covers(draft.ordinal, draft.tagPath, draft.norm)) this.leak(draft);
  }

  /** Findings of an earlier pass. */
  merge(findings: readonly Finding[]): void {
    for (const finding of findings) this.#groups.merge(finding);
  }

  findings(): Finding[] {
    return this.#groups.findings();
  }
}
