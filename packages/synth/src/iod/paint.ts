import type { Paint, Series } from './context.ts';

/** How the images of a series are drawn: the modality's way at the size asked for. */
export function paintOf({ modality, size }: Series): Paint {
  if (modality.paint === undefined) throw new RangeError(`${modality.key} has no pixel data`);
  const { rows, columns } = modality.paint;
  return { ...modality.paint, rows: rows === 0 ? size : Math.round((rows * size) / columns), columns: size };
}
