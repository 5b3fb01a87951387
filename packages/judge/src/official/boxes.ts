import type { TextBox, TextReader } from '@deidbench/core/model';
import { hiddenBox } from '../actions/pixels-hidden.ts';
import type { HiddenBox } from '../actions/types.ts';
import { DicomError } from '@deidbench/dicom';
import { cutBox } from './cut-box.ts';
import { pixelArray, type PixelArray } from './pixel-array.ts';
import type { BatchFile, BoxTexts } from './judge-batch.ts';
import type { Notes } from './notes.ts';
import type { OutputFile } from './output-file.ts';

const boxName = ({ left, top, right, bottom }: HiddenBox): string => `${left},${top},${right},${bottom}`;

/** Cuts and reads the boxes of all pixels_hidden checks of some files. */
export async function readBoxes(
  files: readonly BatchFile[],
  reader: TextReader | undefined,
  decodes: ReadonlySet<string>,
  notes: Notes,
): Promise<BoxTexts> {
  const texts = new Map<OutputFile, Map<string, string>>();
  const places: { file: OutputFile; name: string }[] = [];
  const boxes: TextBox[] = [];
  for (const { file, checks } of files) {
    const hidden = checks.all.filter(({ check }) => check.action === 'pixels_hidden');
    if (hidden.length === 0) continue;
    if (reader === undefined) {
      notes.add('NO_READER', file.path, hidden.length);
      continue;
    }
    const pixels = decode(file, decodes);
    for (const { check, name } of hidden) {
      const box = hiddenBox(check);
      const cut = box && pixels && cutBox(pixels, box, places.length);
      if (box === undefined || cut === undefined) {
        notes.add('UNREAD_BOX', `${file.path}, check ${name}`);
        continue;
      }
      places.push({ file, name: boxName(box) });
      boxes.push(cut);
    }
  }
  const readings = boxes.length > 0 && reader ? await reader.read(boxes) : [];
  readings.forEach(({ text }, i) => {
    const { file, name } = places[i]!;
    const ofFile = texts.get(file) ?? new Map<string, string>();
    texts.set(file, ofFile.set(name, text));
  });
  return (file, box) => texts.get(file)?.get(boxName(box));
}

function decode(file: OutputFile, decodes: ReadonlySet<string>): PixelArray | undefined {
  try {
    return pixelArray(file, decodes);
  } catch (error) {
    if (error instanceof DicomError) return undefined;
    throw error;
  }
}
