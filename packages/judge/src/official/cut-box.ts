import type { TextBox } from '@deidbench/core/model';
import type { HiddenBox } from '../actions/types.ts';
import type { Notes } from './notes.ts';
import type { OutputFile } from './output-file.ts';

export function cutBox(file: OutputFile, box: HiddenBox, place: number, notes: Notes): TextBox | undefined {
  notes.add('UNREAD_BOX', `${file.path} ${place} ${box.left}`);
  return undefined;
}
