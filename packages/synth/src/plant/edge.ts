import type { Series } from '../iod/context.ts';
import type { Item } from '../model/item.ts';
import { type Extras, noExtras } from '../write/extras.ts';
import { originalAttributes, relatives, shownText, storedAsUn, unknownPrivate } from './edge-elements.ts';
import { behindNul, doubled, groupLengths, metaTitle, preamble, trailing } from './edge-file.ts';
import { curve, icon, overlay } from './edge-graphics.ts';
import { multiValued, overLong } from './forms.ts';
import type { Trick } from './trick.ts';

const TRICKS: readonly [Trick, number][] = [
  [originalAttributes, 0.35],
  [unknownPrivate, 0.5],
  [storedAsUn, 0.3],
  [preamble, 0.35],
  [trailing, 0.3],
  [doubled, 0.3],
  [metaTitle, 0.4],
  [behindNul, 0.35],
  [groupLengths, 0.2],
  [multiValued, 0.3],
  [overLong, 0.25],
  [overlay, 0.35],
  [curve, 0.2],
  [icon, 0.25],
  [relatives, 0.4],
  [shownText, 1],
];

/** Puts identifiers where only a hard look finds them; the same places in all instances of a series. */
export function plantEdge(dataset: Item, series: Series): Extras {
  const extras = noExtras();
  const rng = series.rngOf('edge');
  for (const [trick, share] of TRICKS) if (rng.chance(share)) trick(dataset, series, extras);
  return extras;
}
