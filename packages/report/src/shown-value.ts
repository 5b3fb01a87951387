import { maskText } from '@deidbench/core/model';
import { shorten } from './format.ts';

/** A value as reports show it: masked unless asked otherwise, cut before it is masked, so that a million characters cost no more than they show. */
export function shownValue(text: string | undefined, longest: number, showValues: boolean): string {
  const cut = shorten(text ?? '', longest);
  if (showValues || cut === text) return showValues ? cut : maskText(cut);
  return maskText(cut.slice(0, longest)) + cut.slice(longest);
}
