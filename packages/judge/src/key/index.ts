export * from './answer-key.ts';
export * from './categories.ts';
export { unwrap, type Check } from './check.ts';
export type { KeyChecks } from './compile.ts';
export * from './write.ts';
export { JudgeError, type JudgeErrorCode } from '../errors.ts';
export { CURATORS_HEADER, curatorsLines } from './curators/write.ts';
export { isCuratorsKey, readCuratorsKey } from './curators/read.ts';
