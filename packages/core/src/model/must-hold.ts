/**
 * Elements that any readable image file must hold: character set, SOP class, modality and the image pixel module.
 * They are left out of retention, so that a tool that keeps nothing else has a retention of 0; the `scorched` control keeps exactly these.
 */
export const MUST_HOLD_TAGS: readonly string[] = [
  '(0008,0005)',
  '(0008,0016)',
  '(0008,0060)',
  '(0028,0002)',
  '(0028,0004)',
  '(0028,0006)',
  '(0028,0008)',
  '(0028,0010)',
  '(0028,0011)',
  '(0028,0100)',
  '(0028,0101)',
  '(0028,0102)',
  '(0028,0103)',
];

const mustHold = new Set(MUST_HOLD_TAGS);

/** True for a top-level tag path of the answer key, `(gggg,eeee)` with or without `<>`, that any readable file must hold. */
export function isMustHold(tagPath: string): boolean {
  return mustHold.has(tagPath.replaceAll(/[<>]/gu, ''));
}
