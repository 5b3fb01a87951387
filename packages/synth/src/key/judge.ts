import { VERDICT } from '@deidbench/core/model';
import { CATEGORY_FIELDS, type Check, type KeyEntry } from '@deidbench/judge/key';
import { ABSENT, judgeCheck, type HiddenBox, type IdMaps } from '@deidbench/judge/official';
import { SynthError } from '../errors.ts';
import type { Texts } from './texts.ts';

/** The curated twin as the judge looks at it. */
export interface ReferenceView {
  texts: Texts;
  /** Something other than one colour stands in the box. */
  readable: (box: HiddenBox) => boolean;
}

const wrap = (text: string | null): string | null => (text === null ? null : `<${text}>`);
const checks = new WeakMap<KeyEntry, Check>();
/** Text of the curated element at which a row passed last: rows and texts repeat in a series. */
const passed = new WeakMap<KeyEntry, string>();
const BY_PIXELS = new Set(['pixels_hidden', 'pixels_retained']);

function checkOf(entry: KeyEntry): Check {
  let check = checks.get(entry);
  if (check === undefined) {
    check = {
      action: entry.action,
      actionField: wrap(entry.action),
      tag: wrap(entry.tag),
      tagPath: wrap(entry.tagPath),
      tagName: wrap(entry.tagName),
      value: wrap(entry.value),
      actionText: wrap(entry.actionText),
      scope: wrap(entry.scope),
      categories: Object.fromEntries(
        CATEGORY_FIELDS.map((field) => [field, field === 'prev_cat' ? null : (entry.codes[field] ?? null)]),
      ) as Check['categories'],
      lacking: [],
      notText: [],
    };
    checks.set(entry, check);
  }
  return check;
}

/**
 * Judges a key's rows against the curated reference by the official rules.
 * @throws {SynthError} KEY_NOT_PASSED at the first row that fails, is blank, or has no verdict: such a key can't be passed by any tool
 */
export function judgeReference(entries: readonly KeyEntry[], view: ReferenceView, maps: IdMaps): void {
  for (const entry of entries) {
    const path = entry.tagPath === null ? '' : `<${entry.tagPath}>`;
    const text = BY_PIXELS.has(entry.action) || !view.texts.has(path) ? undefined : view.texts.at(path).text;
    if (text !== undefined && passed.get(entry) === text) continue;
    const { verdict } = judgeCheck(
      checkOf(entry),
      {
        text: (path) => (view.texts.has(path) ? `<${view.texts.at(path).text}>` : ABSENT),
        pixelDigest: () => view.texts.pixelDigest(),
        boxText: (box) => (view.readable(box) ? box.text : ''),
      },
      maps,
    );
    if (verdict === VERDICT.pass) {
      if (text !== undefined) passed.set(entry, text);
      continue;
    }
    const word = verdict === VERDICT.fail ? 'fails' : verdict === VERDICT.blank ? 'is blank' : 'has no verdict';
    throw new SynthError(
      'KEY_NOT_PASSED',
      `the curated reference ${word} at ${entry.action} of ${entry.tagPath ?? 'the pixels'}: the key could not be passed.`,
    );
  }
}
