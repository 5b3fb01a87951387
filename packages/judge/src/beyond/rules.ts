import { attributeTypes } from './attribute-types.ts';
import { clocks } from './clocks.ts';
import { combination } from './combination.ts';
import { conformance } from './conformance.ts';
import { dates } from './dates.ts';
import { derivable } from './derivable.ts';
import { doubled } from './doubled.ts';
import { graphics } from './graphics.ts';
import { markers } from './markers.ts';
import { ownPlace } from './own-place.ts';
import { picture } from './picture.ts';
import { planted } from './planted.ts';
import { residual } from './residual.ts';
import type { Rule } from './rule.ts';
import { swapped } from './swapped.ts';
import { uids } from './uids.ts';

/** The rules beyond the key, in the order in which they look at a file: what tells an identifier first, so that one mistake is told once. */
export const RULES: readonly Rule[] = [
  residual,
  planted,
  ownPlace,
  clocks,
  doubled,
  graphics,
  combination,
  dates,
  uids,
  swapped,
  derivable,
  attributeTypes,
  conformance,
  picture,
  markers,
];
