import type { Series } from '../iod/context.ts';
import type { Item } from '../model/item.ts';
import type { Extras } from '../write/extras.ts';

/** Puts identifiers of the series' patient at one place where only a hard look finds them. */
export type Trick = (dataset: Item, series: Series, extras: Extras) => void;

export const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
export const even = (text: string): Uint8Array => latin1(text.length % 2 === 0 ? text : `${text} `);

/** Text as ASCII, for places without a character set; what has no Latin letters gives nothing. */
export const ascii = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[^\x20-\x7e]/gu, '')
    .trim();
