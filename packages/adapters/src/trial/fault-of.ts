import { DicomError, readDicom, type DicomFile } from '@deidbench/dicom';

const PIXELS = 0x7fe00010;

/** What is wrong with a tool's output: it is no DICOM instance, or one that ends too early. Nothing where it can be read to its end. */
export type Fault = { kind: 'no instance' | 'cut short'; detail: string };

/** Reads an output as a benchmark does: what it would call invalid or partial has a fault here. */
export function faultOf(bytes: Uint8Array): Fault | undefined {
  try {
    const file = readDicom(bytes);
    if (file.dataset.elements.length === 0) return { kind: 'no instance', detail: 'it holds no data element' };
    const cut = file.problems.find(({ code }) => code === 'TRUNCATED' || code === 'LENGTH_BEYOND_END');
    return cut && cut.offset <= endOfPixels(file) ? { kind: 'cut short', detail: `it is cut short at byte ${cut.offset}` } : undefined;
  } catch (error) {
    if (error instanceof DicomError) return { kind: 'no instance', detail: error.message };
    throw error;
  }
}

/** What is wrong behind the Pixel Data cuts nothing short. */
function endOfPixels({ dataset }: DicomFile): number {
  const pixels = dataset.elements.find(({ tag }) => tag === PIXELS);
  return pixels === undefined ? Infinity : pixels.valueOffset + pixels.length;
}
