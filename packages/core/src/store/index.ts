export { StoreError, type StoreErrorCode } from './errors.ts';
export { TEMPORARY, writeFileAtomic } from './atomic-write.ts';
export { Lock, type LockHolder } from './lock.ts';
export { Journal, readJournal, type JournalContent } from './journal.ts';
export { BLOB_FORMAT, type BlobHead, type Codec, type SectionRow } from './blob-format.ts';
export { writeBlob } from './blob-write.ts';
export { readBlob, readBlobHead, readBlobSection, verifyBlob } from './blob-read.ts';
export { attemptKey, judgeKey, type AttemptKeyParts, type JudgeKeyParts } from './keys.ts';
export { clearTemporary, openRunFolder, readRun, RUN_FILES, RUN_FORMAT, type RunFolder } from './run-folder.ts';
