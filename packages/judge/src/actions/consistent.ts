import type { Check } from '../key/check.ts';
import { ABSENT, type FoundText, type Judgement } from './types.ts';
import { judged, judgedText, PASS, passIf } from './verdicts.ts';

/** Passes when the element holds what the map gives for the old value. For an old value that the map lacks only an element that is not there passes. */
export function consistent(check: Check, found: FoundText, map: ReadonlyMap<string, string>): Judgement {
  if (found === ABSENT) return judgedText(PASS, found, check);
  const text = typeof found === 'string' ? found : '';
  return judged(passIf(text === expectedText(check.value, map)), text, check.value);
}

function expectedText(value: string | null, map: ReadonlyMap<string, string>): string {
  const renewed = value !== null && value.startsWith('<') && value.endsWith('>') ? map.get(value.slice(1, -1)) : undefined;
  return renewed === undefined ? '' : `<${renewed}>`;
}
