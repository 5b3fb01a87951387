import type { Action, IdentifierKind, Label, Place, Severity } from './actions.ts';

/** A group of equal failures: one (rule, action, place, identifier) of one patient over the instances `at`. */
export interface Finding {
  /** `key` for a row of the answer key, else the rule beyond it: `residual`, `doubled`, `dates`, `uids`, `pixels`, `conformance`, … */
  rule: string;
  action?: Action;
  /** Tag path as in the key, or the name of the place (`preamble`, `pixels`, `file name` …). */
  tagPath: string;
  tagName?: string;
  kind?: IdentifierKind;
  place?: Place;
  severity: Severity;
  label: Label;
  /** Category code of the key, `HIPAA-A` …; empty beyond the key. */
  category: string;
  /** True when this finding counts as a leak: an identifier of the patient readable at a place. */
  leak: boolean;
  patient: string;
  /** Ordinals of the instances touched, ascending. */
  at: number[];
  expected?: string;
  actual?: string;
  /** One sentence for a person; holds no value of a patient. */
  explanation: string;
}

/**
 * What tells faults at one place from each other: what they are called, how grave they are and what is said of them, figures left out, so that 800
 * slices that differ by a little are one fault. Leaks of one identifier at one place are one, whoever says it in which words: empty for them.
 */
export function faultOf({ leak, label, severity, explanation }: Pick<Finding, 'leak' | 'label' | 'severity' | 'explanation'>): string {
  return leak ? '' : [label, severity, explanation.replaceAll(/\d+(?:[.,]\d+)*/gu, '#')].join('\u0000');
}

/** Counts of checks of one corner of the cube; the fold of all cells is `results.json`. */
export interface Cell {
  patient: string;
  modality: string;
  vendor: string;
  action: Action;
  category: string;
  /** 'must-hold' cells are left out of retention: elements that any readable file must hold. */
  mustHold: boolean;
  total: number;
  passed: number;
  failed: number;
  blank: number;
  /** Only for pixels_retained: failed rows whose frames are equal once decoded. Retention counts them as passed; the official figures do not. */
  decodedEqual?: number;
}
