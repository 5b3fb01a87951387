import { join } from 'node:path';
import { endOfPixels } from './behind-pixels.ts';
import { DicomError, readDicomFile, type DicomFile } from '@deidbench/dicom';

/** A file of a tool's output, read as far as it can be. */
export type ReadFile = { file: DicomFile; cut?: string } | { unreadable: string };

/** Reads a file of an output folder. What is wrong with it is said, never thrown; errors of the file system count as unreadable. */
export function readOutput(root: string, path: string, stopBeforePixels = false): ReadFile {
  try {
    const file = readDicomFile(join(root, path), { stopBeforePixels });
    if (file.dataset.elements.length === 0) return { unreadable: 'it holds no data element' };
    const cut = file.problems.find(({ code }) => code === 'TRUNCATED' || code === 'LENGTH_BEYOND_END');
    if (cut !== undefined && cut.offset > endOfPixels(file)) return { file };
    return cut === undefined ? { file } : { file, cut: `it is cut short at byte ${cut.offset}` };
  } catch (error) {
    if (error instanceof DicomError) return { unreadable: error.message.replaceAll(root, '') };
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined) throw error;
    return { unreadable: `the file system answers ${code}` };
  }
}
