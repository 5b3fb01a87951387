import type { Action, Instance, Severity } from '@deidbench/core/model';
import type { Judgement } from '../actions/index.ts';
import { normalise } from '../identifiers/identifier.ts';
import { unwrap, type Check } from '../key/index.ts';
import { removes, type Policy } from '../policy/policy.ts';
import { kindName } from '../severity/kinds.ts';
import { placeOf } from '../severity/place.ts';
import { severityOf } from '../severity/severity.ts';
import type { FindingDraft } from './finding-groups.ts';
import { isGenericRest } from './generic-rest.ts';
import type { KindBook } from './kind-book.ts';
import { remains } from './remains.ts';
import type { Sink } from './sink.ts';

/** Weight of a failure that tells nothing of a patient: broken links mislead more than a lost text. Our own decision. */
const OTHER_SEVERITY: Partial<Record<Action, Severity>> = { uid_consistent: 'medium', patid_consistent: 'medium' };

export interface FailedCheck {
  check: Check & { action: Action };
  category: string;
  instance: Instance;
  judgement: Judgement;
  /** The stored pixels changed and show the same image once decoded. */
  sameImage: boolean;
  /** What became of the image, with figures, where that is known. */
  change: string | undefined;
}

/** Turns a failed row of the key into a finding: a leak, or a bug unless the claimed policy asks for it. */
export function reportFailure(failed: FailedCheck, policy: Policy, kinds: KindBook, sink: Sink): void {
  switch (failed.check.action) {
    case 'text_removed':
    case 'date_shifted':
    case 'uid_changed':
      return reportLeak(failed, kinds, sink);
    case 'pixels_hidden':
      // The box is compared and read apart (unit/boxes.ts): it may have to wait for a reader.
      return;
    case 'uid_consistent':
      sink.brokenUid(unwrap(failed.check.value ?? ''));
      return sink.finding(lossOf(failed, policy));
    default:
      return sink.finding(lossOf(failed, policy));
  }
}

function reportLeak({ check, category, instance, judgement }: FailedCheck, kinds: KindBook, sink: Sink): void {
  const tagPath = check.tagPath ?? '';
  const text = unwrap((check.action === 'text_removed' ? check.actionText : check.value) ?? '');
  const value = unwrap(judgement.fileValue ?? '');
  const kind = kinds.kindOf(check.action, category, tagPath, instance.patient, text);
  if (check.action === 'text_removed' && isGenericRest(kind, text, value))
    return sink.finding(genericRest(common(check, category, instance, judgement), text));
  const left = remains(kind, text, value);
  const place = placeOf(tagPath);
  sink.leak({
    ...common(check, category, instance, judgement),
    kind: left.kind,
    place,
    severity: severityOf(left.kind, place, left.share, left.familyName),
    label: 'leak',
    leak: true,
    norm: normalise(left.kind, text),
    expected: text,
    explanation: `${left.share < 1 ? 'part of the' : 'the'} ${kindName(left.kind)} of the original can still be read`,
  });
}

/** The row fails, and nobody is told: what is left is a street type, a state, the kind of a hospital, a title. */
const genericRest = (about: ReturnType<typeof common>, expected: string): FindingDraft => ({
  ...about,
  severity: 'low',
  label: 'bug',
  leak: false,
  expected,
  explanation: 'words that the text shares with many others are left of it; they tell no identifier',
});

const LOSSES: Partial<Record<Action, string>> = {
  tag_retained: 'the element must be present and is not',
  text_notnull: 'the element must hold a value and holds none',
  text_retained: 'a value that identifies nobody is lost or changed',
  pixels_retained: 'the stored pixels changed although nothing had to be hidden in them',
  uid_consistent: 'the UID is not the one that the same original got elsewhere',
  patid_consistent: 'the Patient ID is not the one that the same patient got elsewhere',
};

function lossOf({ check, category, instance, judgement, sameImage, change }: FailedCheck, policy: Policy): FindingDraft {
  const allowed = sameImage || (check.action === 'text_retained' && removes(policy, check.tagPath ?? ''));
  const draft: FindingDraft = {
    ...common(check, category, instance, judgement),
    severity: OTHER_SEVERITY[check.action] ?? 'low',
    label: allowed ? 'by policy' : 'bug',
    leak: false,
    explanation: sameImage
      ? 'the pixels are stored in another way; the image is the same'
      : (change ?? LOSSES[check.action] ?? check.action),
  };
  const expected = check.action === 'text_retained' ? check.actionText : check.value;
  return expected === null ? draft : { ...draft, expected: unwrap(expected) };
}

function common(check: FailedCheck['check'], category: string, instance: Instance, judgement: Judgement) {
  const { action, tagPath, tagName } = check;
  return {
    rule: 'key',
    action,
    tagPath: tagPath ?? 'pixels',
    ...(tagName === null ? {} : { tagName: unwrap(tagName) }),
    category,
    patient: instance.patient,
    ordinal: instance.ordinal,
    ...(judgement.fileValue === null ? {} : { actual: unwrap(judgement.fileValue) }),
  };
}
