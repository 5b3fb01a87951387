import type { Paint, Series } from './context.ts';

/** What a modality's phantom becomes for another part of the body. */
const BODIES: Record<string, Record<string, string>> = {
  chest: { HAND: 'hand', ABDOMEN: 'belly' },
  ct: { HEAD: 'head' },
  mr: { PROSTATE: 'pelvis' },
};

/** How the images of a series are drawn: the modality's way at the size asked for, the part of the body that the study is of. */
export function paintOf({ modality, size, study, description }: Series): Paint {
  if (modality.paint === undefined) throw new RangeError(`${modality.key} has no pixel data`);
  const { rows, columns, phantom: usual } = modality.paint;
  const right = usual === 'breast' && description.startsWith('R');
  const phantom = right ? 'breast right' : (BODIES[usual]?.[study.procedure.bodyPart] ?? usual);
  return { ...modality.paint, phantom, rows: rows === 0 ? size : Math.round((rows * size) / columns), columns: size };
}
