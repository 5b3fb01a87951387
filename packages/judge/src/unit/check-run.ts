import { VERDICT, type Action, type Instance, type Verdict } from '@deidbench/core/model';
import { hiddenBox, judgeCheck, judgeMissing, type HiddenBox, type IdMaps } from '../actions/index.ts';
import type { PairedFile, UnitContext } from '../beyond/rule.ts';
import { reportedCategory, type AnswerKey, type Check } from '../key/index.ts';
import type { CellTally } from './cells.ts';
import { reportFailure } from './check-finding.ts';
import { pictureChange } from '../pixels/picture-change.ts';
import { KindBook } from './kind-book.ts';
import { officialView } from './output-file.ts';
import { BoxRun } from './box-run.ts';
import { StayRun } from './stay-run.ts';
import type { Evidence, WaitingBox } from './types.ts';

type KnownCheck = Check & { action: Action };

/** Applies the rows of the key to the files of a unit, one after the other. */
export class CheckRun {
  readonly #context: UnitContext;
  readonly #cells: CellTally;
  readonly #kinds: KindBook;
  readonly #maps: IdMaps;
  readonly #boxes: BoxRun;
  readonly #stays: StayRun;
  readonly #verdicts: Verdict[] = [];
  readonly #counts: number[] = [];

  constructor(context: UnitContext, cells: CellTally) {
    this.#context = context;
    this.#cells = cells;
    this.#kinds = new KindBook(context.input.identifiers);
    this.#maps = { uids: context.uids.map, patients: context.patients.map };
    this.#boxes = new BoxRun(context, this.#kinds);
    this.#stays = new StayRun(context);
  }

  /** An instance without output: the official figures count its rows, no verdict of ours is a pass. */
  missing(instance: Instance, checks: readonly Check[]): void {
    this.#counts.push(checks.length);
    for (const check of checks) {
      const { verdict } = judgeMissing(check);
      if (isKnown(check)) this.#cells.add(instance, check, codeOf(check), verdict);
      this.#verdicts.push(VERDICT.none);
    }
  }

  judge(paired: PairedFile): void {
    const { instance, after, checks } = paired;
    this.#counts.push(checks.length);
    const view = officialView(after, (box: HiddenBox) => this.#boxes.textOf(paired, box));
    for (const check of checks) {
      if (!isKnown(check)) {
        this.#verdicts.push(VERDICT.none);
        continue;
      }
      const judgement = judgeCheck(check, view, this.#maps);
      const category = codeOf(check);
      const cell = this.#cells.add(instance, check, category, judgement.verdict);
      const place = this.#verdicts.push(judgement.verdict) - 1;
      if (check.action === 'pixels_hidden') {
        const box = hiddenBox(check);
        if (box) this.#boxes.report(paired, box, category, { verdict: place, cell });
      } else if (judgement.verdict === VERDICT.fail) {
        const sameImage = check.action === 'pixels_retained' && this.#boxes.decodeEqual(paired);
        if (sameImage) this.#cells.addDecodedEqual(cell);
        const change =
          check.action === 'pixels_retained' && !sameImage && paired.hasOriginal ? pictureChange(this.#context, paired) : undefined;
        reportFailure({ check, category, instance, judgement, sameImage, change }, this.#context.policy, this.#kinds, this.#context.sink);
      }
    }
    this.#boxes.plantings(paired, this.#context.input.identifiers.hidden.get(instance.sop) ?? []);
    this.#stays.look(paired);
  }

  finish(): { verdicts: Uint8Array; checkCounts: number[]; waiting: WaitingBox[]; evidence: Evidence[]; notes: string[] } {
    return {
      verdicts: Uint8Array.from(this.#verdicts),
      checkCounts: this.#counts,
      waiting: [...this.#boxes.waiting, ...this.#stays.waiting],
      evidence: this.#boxes.evidence,
      notes: this.#boxes.notes(),
    };
  }
}

/** Unknown actions keep their place among the verdicts and count nothing. */
const isKnown = (check: Check): check is KnownCheck => check.action !== undefined;

const codeOf = (check: KnownCheck): string => reportedCategory(check.action, check.categories).subcategory ?? '';

/** The checks of an instance in key order; rows of the older layout hold for the instance named all the same. */
export function checksFor(key: AnswerKey | undefined, { sop }: Instance): Check[] {
  return key?.rowsOf(sop).flatMap((row) => key.checksOf(row).checks) ?? [];
}
