import { placeOf } from '../../severity/place.ts';
import { findIdentifiers, findWords } from './find.ts';
import type { PatientPatterns } from './patterns.ts';
import type { FileHit } from './scan-file.ts';

/** Identifiers in the names of a file and of the folders around it. A name may be spread over several folders. */
export function* inNames(patterns: PatientPatterns, path: string): Iterable<FileHit> {
  const slash = path.lastIndexOf('/');
  const parts = [
    ['folder name', path.slice(0, Math.max(0, slash)).replaceAll('/', ' ')],
    ['file name', path.slice(slash + 1)],
  ] as const;
  for (const [at, found] of parts) {
    const hits = [...findIdentifiers(patterns, Buffer.from(found), () => ''), ...findWords(patterns, found)];
    for (const hit of hits) yield { ...hit, at, place: placeOf(at), found, vr: '' };
  }
}
