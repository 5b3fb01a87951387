import { residual } from './residual.ts';
import type { Rule } from './rule.ts';

/** The rules beyond the key, in the order in which they report. */
export const RULES: readonly Rule[] = [residual];
