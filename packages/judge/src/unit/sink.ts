import type { Finding, IdentifierKind } from '@deidbench/core/model';
import { FindingGroups, type FindingDraft } from './finding-groups.ts';
import type { NoTextClaim } from './no-text-claim.ts';
import { LeakTally } from './leak-tally.ts';

/** A leak as a rule reports it: a finding with the normal form of the identifier that can be read. */
export type LeakDraft = FindingDraft & { leak: true; kind: IdentifierKind; norm: string };

/** An identifier that leaks, by its normal form. */
export interface Told {
  kind: IdentifierKind;
  norm: string;
}

/** Takes in what the key's checks and the rules beyond it find. Leaks are counted once, whoever finds them. */
export class Sink {
  readonly leaks = new LeakTally();
  readonly #groups = new FindingGroups();
  readonly #places = new Set<string>();
  readonly #readable = new Set<number>();
  readonly #claims: NoTextClaim[] = [];
  readonly #told = new Map<number, Told[]>();
  readonly #brokenUids = new Set<string>();
  readonly #waiting = new Set<number>();
  readonly #notes: string[] = [];

  finding(draft: FindingDraft): void {
    this.#groups.add(draft);
    this.#places.add(`${draft.ordinal}\u0000${draft.tagPath}`);
    if (draft.tagPath === 'pixels' && (draft.leak || draft.action === 'pixels_hidden')) this.#readable.add(draft.ordinal);
  }

  leak({ norm, ...draft }: LeakDraft): void {
    const { patient, kind, tagPath, severity, ordinal } = draft;
    this.leaks.add({ patient, kind, norm, tagPath, severity, ordinal });
    const told = this.#told.get(ordinal);
    if (told) told.push({ kind, norm });
    else this.#told.set(ordinal, [{ kind, norm }]);
    this.finding(draft);
  }

  /** A leak unless one that is known already, of the same instance and place, tells the identifier too, or the `part` of it that was found. True where it was not. */
  leakUnlessKnown(draft: LeakDraft, part = draft.norm): boolean {
    const { ordinal, tagPath, norm } = draft;
    if (this.leaks.covers(ordinal, tagPath, norm) || this.leaks.covers(ordinal, tagPath, part)) return false;
    this.leak(draft);
    return true;
  }

  /** A finding unless something was found at this place of the instance already: one mistake is told once. */
  findingUnlessKnown(draft: FindingDraft): void {
    if (!this.isKnown(draft.ordinal, draft.tagPath)) this.finding(draft);
  }

  isKnown(ordinal: number, tagPath: string): boolean {
    return this.#places.has(`${ordinal}\u0000${tagPath}`);
  }

  /** Identifiers that leak in an instance. */
  toldAt(ordinal: number): readonly Told[] {
    return this.#told.get(ordinal) ?? [];
  }

  /** Remembers an old UID whose new one the key found inconsistent. */
  brokenUid(old: string): void {
    this.#brokenUids.add(old);
  }

  isBroken(old: string): boolean {
    return this.#brokenUids.has(old);
  }

  /** Remembers an instance with a box that must still be read: what is left in it is not known yet. */
  wait(ordinal: number): void {
    this.#waiting.add(ordinal);
  }

  isWaiting(ordinal: number): boolean {
    return this.#waiting.has(ordinal);
  }

  /** Whether text that had to go can be read in the pixels of an instance. What else is wrong with them tells nothing of that. */
  isTextLeft(ordinal: number): boolean {
    return this.#readable.has(ordinal);
  }

  /** Remembers a file that says that no text is burned in: what a reader finds may show that it is. */
  claimNoText(claim: NoTextClaim): void {
    this.#claims.push(claim);
  }

  noTextClaims(): readonly NoTextClaim[] {
    return this.#claims;
  }

  /** Something worth saying that is no finding. */
  note(text: string): void {
    if (!this.#notes.includes(text)) this.#notes.push(text);
  }

  notes(): readonly string[] {
    return this.#notes;
  }

  /** Findings of an earlier pass. */
  merge(findings: readonly Finding[]): void {
    for (const finding of findings) this.#groups.merge(finding);
  }

  findings(): Finding[] {
    return this.#groups.findings();
  }
}
