import { effectiveVr, walk, type DicomElement, type DicomItem } from '@deidbench/dicom';
import { ABSENT, judgeCheck, type OutputView } from '../actions/index.ts';
import { normalise } from '../identifiers/identifier.ts';
import { reportedCategory, unwrap, type Check } from '../key/index.ts';
import { kindName, kindOfCheck } from '../severity/kinds.ts';
import { severityOf } from '../severity/severity.ts';
import { textOf } from '../unit/text.ts';
import { VERDICT } from '@deidbench/core/model';
import type { PairedFile, Rule, RuleRun, UnitContext } from './rule.ts';
import { bug } from '../unit/bug.ts';

const REMOVALS = new Set(['text_removed', 'date_shifted', 'uid_changed']);

/**
 * Doubled elements: most readers take the last copy of a tag and never show the others, which are in the file all the same. Each earlier
 * copy is judged by the rows of the key that ask for removal; a doubled tag is a fault in itself (PS3.5 7.1).
 */
export const doubled: Rule = {
  name: 'doubled',
  needsOriginal: true,
  start: (context) => new DoubledRun(context),
};

class DoubledRun implements RuleRun {
  readonly #context: UnitContext;

  constructor(context: UnitContext) {
    this.#context = context;
  }

  file(paired: PairedFile): void {
    const { file } = paired.after;
    const seen = new WeakMap<DicomItem, Map<number, DicomElement>>();
    walk(file, (element, item, path) => {
      let last = seen.get(item);
      if (last === undefined) seen.set(item, (last = new Map(item.elements.map((e) => [e.tag, e]))));
      if (last.get(element.tag) === element || isFill(file.bytes, element)) return;
      const isSequence = effectiveVr(file, item, element) === 'SQ';
      this.#judge(paired, path, isSequence ? undefined : `<${textOf(file, item, element)}>`);
    });
  }

  #judge({ instance, before, checks }: PairedFile, path: string, text: string | undefined): void {
    const { sink } = this.#context;
    const { patient, ordinal } = instance;
    if (text !== undefined) for (const check of removalsAt(checks, path)) this.#judgeCopy(check, path, text, patient, ordinal);
    if (isDoubled(before().file.dataset, path) || sink.isKnown(ordinal, path)) return;
    const explanation = 'the element stands twice: readers show one copy, the other is in the file all the same';
    sink.finding(
      bug({
        rule: 'doubled',
        tagPath: path,
        severity: 'low',
        patient,
        ordinal,
        explanation,
      }),
    );
  }

  #judgeCopy(check: Check, tagPath: string, text: string, patient: string, ordinal: number): void {
    const view: OutputView = { text: (path) => (path === tagPath ? text : ABSENT), pixelDigest: () => 'None', boxText: () => undefined };
    const judgement = judgeCheck(check, view, { uids: new Map(), patients: new Map() });
    if (judgement.verdict !== VERDICT.fail || check.action === undefined) return;
    const category = reportedCategory(check.action, check.categories).subcategory ?? '';
    const kind = kindOfCheck(check.action, category, tagPath);
    const old = unwrap((check.action === 'text_removed' ? check.actionText : check.value) ?? '');
    this.#context.sink.leakUnlessKnown({
      rule: 'doubled',
      action: check.action,
      tagPath,
      kind,
      place: 'hidden',
      severity: severityOf(kind, 'hidden'),
      label: 'leak',
      leak: true,
      category,
      patient,
      ordinal,
      norm: normalise(kind, old),
      expected: old,
      actual: text.slice(1, -1),
      explanation: `the first copy of a doubled element holds the ${kindName(kind)} of the original`,
    });
  }
}

/** NULs behind a data set read like elements without tag, VR and value: they are none. */
function isFill(bytes: Uint8Array, { tag, offset, valueOffset, length }: DicomElement): boolean {
  return tag === 0 && length === 0 && bytes.subarray(offset, valueOffset).every((byte) => byte === 0);
}

function removalsAt(checks: readonly Check[], path: string): Check[] {
  return checks.filter(({ action, tagPath }) => action !== undefined && REMOVALS.has(action) && tagPath === path);
}

/** Whether the original has the tag of a top-level path twice: then the tool only kept what it got. */
function isDoubled(dataset: DicomItem, path: string): boolean {
  const match = /^<\(([0-9a-f]{4}),([0-9a-f]{4})\)>$/u.exec(path);
  if (!match) return false;
  const tag = Number.parseInt(`${match[1]}${match[2]}`, 16);
  return dataset.elements.filter((element) => element.tag === tag).length > 1;
}
