export { identifier, type Identifier } from './identifier.ts';
export { familyWords, nameParts } from './name-parts.ts';
export { harvestFile } from '../scan/harvest.ts';
export { isCommonWord, isOrdinaryText } from '../beyond/scan/common-words.ts';
export { findIdentifiers } from '../beyond/scan/find.ts';
export { patternsOf, type PatientPatterns } from '../beyond/scan/patterns.ts';
export { scanBytes } from '../beyond/scan/scan-file.ts';
