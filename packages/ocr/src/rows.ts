import { detectLines, type Box } from './detect.ts';
import type { Network } from './engine.ts';
import { crop, framed, resize, type Gray } from './gray.ts';

/** Height to which small boxes are enlarged: letters under about 16 pixels are not seen by the detector. */
const GOOD_HEIGHT = 64;
/** Ground that the detector needs around a text. */
const FRAME = 24;
/** Share of a row's height, which is that of its letters and the ground around them, from which a gap may hold another row. */
const GAP = 0.6;

/** Rows of text in a box, top to bottom, each over all texts that stand side by side. */
export async function findRows(detector: Network, box: Gray): Promise<Gray[]> {
  const factor = Math.max(1, Math.min(4, Math.round(GOOD_HEIGHT / Math.max(1, box.height))));
  const large = framed(factor === 1 ? box : resize(box, box.width * factor, box.height * factor), FRAME);
  const rows: Box[] = [];
  for (const found of await detectLines(detector, large)) {
    const row = rows.find((other) => sharesHeight(other, found));
    if (row === undefined) rows.push([...found]);
    else row.splice(0, 4, Math.min(row[0], found[0]), Math.min(row[1], found[1]), Math.max(row[2], found[2]), Math.max(row[3], found[3]));
  }
  const sorted = rows.toSorted((a, b) => a[1] - b[1]);
  return [...sorted, ...gaps(sorted, large)]
    .toSorted((a, b) => a[1] - b[1])
    .map(([left, top, right, bottom]) => crop(large, left - (bottom - top) / 2, top, right + (bottom - top) / 2, bottom));
}

/** Strips between rows, above and below them that are high enough for a row: the detector may have missed one. */
function gaps(rows: readonly Box[], { width, height }: Gray): Box[] {
  const heights = rows.map(([, top, , bottom]) => bottom - top).toSorted((a, b) => a - b);
  const usual = heights[heights.length >> 1];
  if (usual === undefined) return [];
  const strips: Box[] = [];
  let from = FRAME;
  for (const [, top, , bottom] of [...rows, [0, height - FRAME, 0, height]] as const) {
    if (top - from >= usual * GAP) strips.push([FRAME, from, width - FRAME, top]);
    from = Math.max(from, bottom);
  }
  return strips;
}

/** True where two boxes overlap by half of the lower one's height. */
function sharesHeight(a: Box, b: Box): boolean {
  const shared = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return shared >= Math.min(a[3] - a[1], b[3] - b[1]) / 2;
}
