import { resolve } from 'node:path';
import { findElement, officialText, readDicomFile } from '@deidbench/dicom';
import { openDeidFolder } from '../score/deid-folder.ts';
import { ANYWHERE, callValidator, type IodValidator } from './call-validator.ts';
import { messagesOf, type Validated } from './messages-of.ts';

/** What the validator says of each DICOM file of a folder, by path; holds no value of a file. @throws RunnerError NO_INPUT, NO_DICOM. */
export async function validateFolder(
  { program }: Pick<IodValidator, 'program'>,
  folder: string,
): Promise<(Validated & { path: string; modality: string })[]> {
  const { root, bySop } = openDeidFolder(folder);
  const paths = [...bySop.values()].flatMap((files) => files.map(({ path }) => path)).toSorted();
  const reports = await callValidator(program, { root, paths }, ANYWHERE);
  return paths.map((path, i) => ({
    ...messagesOf(reports[i] ?? { failure: 'crashed' }),
    path,
    modality: modalityOf(resolve(root, path)),
  }));
}

function modalityOf(path: string): string {
  const file = readDicomFile(path, { stopBeforePixels: true });
  const element = findElement(file.dataset, 0x00080060);
  return element ? officialText(file, file.dataset, element) : '';
}
