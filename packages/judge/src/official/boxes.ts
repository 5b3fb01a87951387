import type { TextBox, TextReader } from '@deidbench/core/model';
import { hiddenBox } from '../actions/pixels-hidden.ts';
import type { HiddenBox } from '../actions/types.ts';
import { cutBox } from './cut-box.ts';
import type { BatchFile, BoxTexts } from './judge-batch.ts';
import type { Notes } from './notes.ts';
import type { OutputFile } from './output-file.ts';

const boxName = ({ left, top, right, bottom }: HiddenBox): string => `${left},${top},${right},${bottom}`;

/** Cuts and reads the boxes of all pixels_hidden checks of some files. */
export async function readBoxes(files: readonly BatchFile[], reader: TextReader | undefined, notes: Notes): Promise<BoxTexts> {
  const texts = new Map<OutputFile, Map<string, string>>();
  const places: { file: OutputFile; name: string }[] = [];
  const boxes: TextBox[] = [];
  for (const { file, checks } of files) {
    for (const { check } of checks) {
      const box = check.action === 'pixels_hidden' ? hiddenBox(check) : undefined;
      if (box === undefined) continue;
      if (reader === undefined) notes.add('NO_READER', file.path);
      const cut = reader && cutBox(file, box, places.length, notes);
      if (cut === undefined) continue;
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
