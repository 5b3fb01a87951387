import type { Paint, Series } from '../iod/context.ts';
import { type Box, burn, type Region } from '../pixels/burn.ts';
import { drawText } from '../pixels/glyphs.ts';
import { areApart } from '../pixels/lay-out.ts';
import type { Samples } from '../pixels/paint.ts';

/** Text in the image that identifies nobody and must stay. */
export interface Mark {
  text: string;
  box: Box;
}

/** Free pixels between a mark and a text that must go: what a tool paints around a text to be sure hides no mark. */
const GAP = 12;

/** What stands on a modality's images beside the patient: side and view of films, the organ of ultrasound. */
function markOf({ modality, description, study, rngOf }: Series): string | undefined {
  if (modality.key === 'MG' || modality.key === 'US') return description;
  if (modality.key !== 'CR' && modality.key !== 'DX') return undefined;
  return study.procedure.bodyPart === 'HAND' ? 'R' : rngOf('side').pick(['L', 'R']);
}

/** Draws the mark next to a text that must go, else into a free corner; none where no place is free. */
export function drawMarks(series: Series, samples: Samples, paint: Paint, regions: readonly Region[]): Mark[] {
  const text = markOf(series);
  if (text === undefined) return [];
  const mask = drawText([text], Math.max(12, Math.min(36, Math.round(paint.columns / 20))), 'DejaVuSans-Bold');
  const boxes = [...regions.flatMap(({ box }) => nextTo(box, mask)), ...corners(paint, mask)];
  const inside = ([left, top, right, bottom]: Box): boolean => left >= 0 && top >= 0 && right <= paint.columns && bottom <= paint.rows;
  const isFree = (one: Box): boolean => regions.every((region) => areApart([{ box: one }, { box: grown(region.box) }]));
  const box = boxes.find((one) => inside(one) && isFree(one));
  if (box === undefined) return [];
  burn(samples, paint, [{ box, mask }]);
  return [{ text, box }];
}

interface Size {
  width: number;
  height: number;
}

function nextTo([left, top, , bottom]: Box, { width, height }: Size): Box[] {
  return [
    [left, bottom + GAP, left + width, bottom + GAP + height],
    [left, top - GAP - height, left + width, top - GAP],
  ];
}

function corners({ rows, columns }: Paint, { width, height }: Size): Box[] {
  const margin = Math.round(columns / 32);
  const [right, bottom] = [columns - margin - width, rows - margin - height];
  return [
    [right, margin],
    [margin, margin],
    [right, bottom],
    [margin, bottom],
  ].map(([x = 0, y = 0]): Box => [x, y, x + width, y + height]);
}

const grown = ([left, top, right, bottom]: Box): Box => [left - GAP, top - GAP, right + GAP, bottom + GAP];
