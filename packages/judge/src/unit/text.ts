import { DicomError, officialText, type DicomElement, type DicomFile, type DicomItem } from '@deidbench/dicom';

/** The official text of an element. A value that the official reader can't read is shown by its bytes: what stands there can still be seen. */
export function textOf(file: DicomFile, item: DicomItem, element: DicomElement): string {
  try {
    return officialText(file, item, element);
  } catch (error) {
    if (!(error instanceof DicomError)) throw error;
    const { valueOffset, length } = element;
    return Buffer.from(file.bytes.buffer, file.bytes.byteOffset + valueOffset, Math.min(length, 65_536))
      .toString('latin1')
      .trim();
  }
}
