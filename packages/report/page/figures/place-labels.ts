/** A label beside a point, in pixels. */
export interface Label {
  x: number;
  y: number;
  text: string;
  /** What stands there where the text has no room. */
  short?: string;
}

export interface PlacedLabel extends Label {
  dx: number;
  dy: number;
  anchor: 'start' | 'end';
}

const CHARACTER = 6.6;
const HEIGHT = 14;

/** Places labels so that none covers another or one of the points; without room the short text stands, without room for that none (the table names every tool). First come, first served. */
export function placeLabels(
  labels: readonly Label[],
  points: readonly Pick<Label, 'x' | 'y'>[],
  width: number,
  height: number,
): PlacedLabel[] {
  const taken: { left: number; right: number; top: number; bottom: number; x?: number; y?: number }[] = points.map(({ x, y }) => ({
    x,
    y,
    left: x - 5,
    right: x + 5,
    top: y - 5,
    bottom: y + 5,
  }));
  return labels.flatMap(({ short, ...whole }) => {
    const texts = short === undefined ? [whole.text] : [whole.text, short];
    for (const [text, dx, dy, anchor] of texts.flatMap((text) => tries().map((place) => [text, ...place] as const))) {
      const label = { ...whole, text };
      const size = text.length * CHARACTER;
      const left = anchor === 'start' ? label.x + dx : label.x + dx - size;
      const box = { left, right: left + size, top: label.y + dy - HEIGHT / 2, bottom: label.y + dy + HEIGHT / 2 };
      const outside = box.left < 0 || box.right > width || box.top < 0 || box.bottom > height;
      const hit = taken.some(
        (other) =>
          !(other.x === label.x && other.y === label.y) &&
          box.left < other.right &&
          other.left < box.right &&
          box.top < other.bottom &&
          other.top < box.bottom,
      );
      if (outside || hit) continue;
      taken.push(box);
      return [{ ...label, dx, dy, anchor }];
    }
    return [];
  });
}

function tries(): [number, number, 'start' | 'end'][] {
  return [0, -14, 14].flatMap((dy): [number, number, 'start' | 'end'][] => [
    [8, dy, 'start'],
    [-8, dy, 'end'],
  ]);
}
