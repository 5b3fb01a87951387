import { createHash } from 'node:crypto';
import { DicomError } from '../errors.ts';
import { indexByPath } from '../paths.ts';
import { readDicom } from '../reader/read.ts';
import { officialText } from '../text/official.ts';
import type { RealFile } from './real-files.ts';

/** What reading a file gives, in the form of the manifest. */
export function describeFile(path: string, bytes: Uint8Array): RealFile {
  const file = readDicom(bytes, { force: true });
  const texts = createHash('sha256');
  const index = indexByPath(file);
  for (const [at, { item, element }] of index) {
    let text = '?';
    try {
      text = officialText(file, item, element);
    } catch (error) {
      if (!(error instanceof DicomError)) throw error;
    }
    texts.update(`${at} ${text}\n`);
  }
  return {
    path,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    verdict: file.hasPreamble ? 'read' : 'NOT_DICOM',
    problems: file.problems.map(({ code }) => code),
    elements: index.size,
    transferSyntax: file.transferSyntax,
    texts: texts.digest('hex'),
  };
}
