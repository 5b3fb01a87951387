export * from '../actions/index.ts';
export { parseCsv } from './csv.ts';
export * from './maps.ts';
export * from './batches.ts';
export * from './score.ts';
export { judgeOutputs, type OfficialInput } from './judge-outputs.ts';
export { Notes, type Note, type NoteCode } from './notes.ts';
export type { OfficialRow, RowSubject } from './row.ts';
export { contentTokens } from '../text/index.ts';
