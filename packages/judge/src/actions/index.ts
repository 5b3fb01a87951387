/**
 * The ten actions of a MIDI answer key.
 *
 * Judging one output file: `const key = openAnswerKey(path)`; for each of `key.rowsOf(originalSopInstanceUid)` take
 * `key.checksOf(row).checks`; give each check with an `OutputView` of the file to `judgeCheck`. An original without output: `judgeMissing`.
 * `view.text` answers with `officialText` of the dicom package at a path of `indexByPath`, else `ABSENT`.
 * Check objects are shared by equal checks of a key, so a verdict may be kept by (check, text).
 */
export { hiddenBox } from './pixels-hidden.ts';
export { judgeCheck } from './judge-check.ts';
export { judgeMissing, MISSING_FILE } from './missing.ts';
export { textTest, type TextMode } from './text-test.ts';
export * from './types.ts';
