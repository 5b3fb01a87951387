import { isUtf8 } from 'node:buffer';

/** The text of a list as spreadsheets save it: UTF-8 or UTF-16, with a mark at the beginning or without, or the single-byte set of Windows. */
export function sheetText(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : 'windows-1252').decode(bytes);
}

/** What parts the columns of the first line: of several marks the most frequent. */
export function separatorOf(text: string): string {
  const [line = ''] = text.split(/\r?\n/u, 1);
  const count = (mark: string): number => line.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
