import { closeSync, openSync, writeSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { findElement, officialText, readDicomFile, type DicomFile } from '@deidbench/dicom';
import { csvField } from '@deidbench/judge/official';
import { openDeidFolder } from '../score/deid-folder.ts';
import { ANYWHERE, callValidator } from './call-validator.ts';

const COLUMNS = ['type', 'tag', 'message', 'modality', 'class', 'patient', 'study', 'series', 'instance', 'file_name', 'file_path'];
const SUBJECT = [0x00080060, 0x00080016, 0x00100020, 0x0020000d, 0x0020000e, 0x00080018];

/**
 * Writes `dciodvfy_report.csv` of the official validation script: a row a line of dciodvfy, every text in angle brackets. It holds the values that
 * dciodvfy quotes, as the other official files do. Gives the number of rows, and how many files it could not be asked about.
 */
export async function writeIodReport(program: string, deid: string, folder: string): Promise<{ rows: number; failed: number }> {
  const { root, bySop } = openDeidFolder(deid);
  const paths = [...bySop.values()].flatMap((files) => files.map(({ path }) => path)).toSorted();
  const fd = openSync(join(folder, 'dciodvfy_report.csv'), 'w', 0o600);
  const write = (cells: readonly string[]) => writeSync(fd, `${cells.map(csvField).join(',')}\n`);
  let [rows, failed] = [0, 0];
  try {
    write(COLUMNS);
    const reports = await callValidator(program, { root, paths }, ANYWHERE);
    for (const [i, path] of paths.entries()) {
      const file = resolve(root, path);
      const called = reports[i];
      if (!called || 'failure' in called) {
        failed += 1;
        continue;
      }
      const subject = [...subjectOf(readDicomFile(file, { stopBeforePixels: true })), basename(path), path].map(bracketed);
      for (const line of called.report.split('\n')) {
        if (!/^Error|Warning/.test(line)) continue;
        write([...cellsOf(line), ...subject]);
        rows += 1;
      }
    }
  } finally {
    closeSync(fd);
  }
  return { rows, failed };
}

/** Type, tag and message; a line without a tag stands whole in both of its columns. */
function cellsOf(line: string): string[] {
  const type = /^Error|Warning/.exec(line)?.[0] ?? '';
  const tag = /<(.*?)>/.exec(line)?.[1];
  const message = /> - (.*)$/.exec(line)?.[1];
  return [bracketed(type), tag === undefined ? line : bracketed(tag), message === undefined ? line : bracketed(message)];
}

function subjectOf(file: DicomFile): string[] {
  return SUBJECT.map((tag) => {
    const element = findElement(file.dataset, tag);
    return element ? officialText(file, file.dataset, element) : '';
  });
}

const bracketed = (text: string): string => `<${text}>`;
