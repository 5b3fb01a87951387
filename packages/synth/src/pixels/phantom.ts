/** Brightness 0 … 1 of a drawn body at x, y (−1 … 1) of a slice z (0 … 1). */
type Field = (x: number, y: number, z: number) => number;

const inside = (x: number, y: number, cx: number, cy: number, rx: number, ry: number): boolean =>
  ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 < 1;

/** 1 in the middle of a blob, 0 far off. */
const blob = (x: number, y: number, cx: number, cy: number, r: number): number => Math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (r * r));

/** Cheap smooth texture, 0 … 1. */
const texture = (x: number, y: number, f: number): number =>
  0.5 + 0.25 * (Math.sin(f * x + 1.7 * Math.sin(f * 0.6 * y)) + Math.sin(f * 1.3 * y + 1.3 * Math.sin(f * 0.8 * x)));

const ct: Field = (x, y, z) => {
  if (!inside(x, y, 0, 0, 0.82 - 0.1 * z, 0.6)) return Math.abs(y - 0.72) < 0.03 && Math.abs(x) < 0.7 ? 0.4 : 0.01;
  if (!inside(x, y, 0, 0, 0.78 - 0.1 * z, 0.56)) return 0.42;
  if (inside(x, y, 0, 0.38, 0.1, 0.1)) return 0.85;
  if (inside(x, y, 0.4, -0.05, 0.28 * (1.1 - z), 0.4) || inside(x, y, -0.4, -0.05, 0.28 * (1.1 - z), 0.4))
    return 0.1 + 0.06 * texture(x, y, 18);
  if (inside(x, y, 0.05, -0.1, 0.14, 0.2)) return 0.52;
  return 0.46 + 0.05 * texture(x, y, 9);
};

const mr: Field = (x, y, z) => {
  const size = 1 - 0.35 * Math.abs(z - 0.5);
  if (!inside(x, y, 0, 0, 0.72 * size, 0.86 * size)) return 0.01;
  if (!inside(x, y, 0, 0, 0.66 * size, 0.8 * size)) return 0.75;
  if (!inside(x, y, 0, 0, 0.62 * size, 0.76 * size)) return 0.08;
  if (inside(x, y, 0.12, -0.05, 0.07, 0.24) || inside(x, y, -0.12, -0.05, 0.07, 0.24)) return 0.15;
  return texture(x, y, 14) > 0.55 ? 0.62 : 0.45;
};

const pt: Field = (x, y, z) =>
  (inside(x, y, 0, 0, 0.7, 0.5) ? 0.08 : 0) +
  blob(x, y, 0.2, -0.1, 0.22) * 0.4 +
  blob(x, y, -0.25, 0.1 * z, 0.12) * 0.9 * z +
  blob(x, y, 0, 0.3, 0.1) * 0.5;

const chest: Field = (x, y) => {
  let value = 0.55 - 0.35 * (blob(x, y, 0.42, -0.1, 0.42) + blob(x, y, -0.42, -0.1, 0.42));
  value += 0.3 * blob(x, y, 0.1, 0.25, 0.3) + 0.3 * Math.exp(-(x * x) / 0.01);
  value += 0.22 / (1 + Math.exp(-18 * (y - 0.6)));
  value += 0.07 * (Math.sin(16 * (y + 0.35 * x * x)) > 0.7 ? 1 : 0);
  return Math.abs(x) > 0.96 || Math.abs(y) > 0.97 ? 0.03 : value;
};

/** How far x, y lies from the line between two points, and how far along it, 0 … 1. */
function toLine(x: number, y: number, [ax, ay, bx, by]: Bone): [distance: number, along: number] {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
  return [Math.hypot(x - ax - along * dx, y - ay - along * dy), along];
}

type Bone = readonly [ax: number, ay: number, bx: number, by: number];
const FINGERS: readonly Bone[] = [
  [-0.14, 0.4, -0.6, -0.05],
  [-0.1, 0.36, -0.34, -0.72],
  [0, 0.35, -0.05, -0.84],
  [0.1, 0.36, 0.22, -0.76],
  [0.18, 0.4, 0.46, -0.56],
];
const FOREARM: readonly Bone[] = [
  [-0.1, 0.66, -0.12, 1.1],
  [0.12, 0.66, 0.14, 1.1],
];

const hand: Field = (x, y) => {
  let value = inside(x, y, 0.02, 0.36, 0.3, 0.3) || (Math.abs(x) < 0.24 && y > 0.4) ? 0.3 : 0.04;
  for (const finger of FINGERS) {
    const [distance, along] = toLine(x, y, finger);
    if (distance < 0.1) value = Math.max(value, 0.28);
    // Metacarpal and three phalanges with their joints between them.
    const joint = [0.42, 0.68, 0.86].some((at) => Math.abs(along - at) < 0.015);
    if (distance < 0.042 && along > 0.05 && !joint) value = 0.62 + 0.1 * texture(x, y, 40);
  }
  for (const bone of FOREARM) if (toLine(x, y, bone)[0] < 0.075) value = 0.72;
  if (inside(x, y, 0.01, 0.52, 0.2, 0.1) && texture(x, y, 26) > 0.42) value = 0.6;
  return Math.abs(x) > 0.97 || Math.abs(y) > 0.97 ? 0.02 : value;
};

const belly: Field = (x, y) => {
  let value = 0.42 + 0.12 * blob(x, y, -0.45, -0.55, 0.4);
  value += 0.32 * Math.exp(-(x * x) / 0.012) * (0.8 + 0.2 * Math.sin(26 * y));
  for (const [cx, cy] of [
    [0.5, -0.3],
    [-0.55, 0.05],
    [0.35, 0.3],
    [-0.2, 0.25],
  ] as const)
    value -= 0.2 * blob(x, y, cx, cy, 0.14) * texture(x, y, 11);
  for (const side of [-1, 1]) if (inside(x, y, side * 0.48, 0.72, 0.34, 0.3) && !inside(x, y, side * 0.4, 0.82, 0.22, 0.18)) value += 0.24;
  return Math.abs(x) > 0.96 || Math.abs(y) > 0.97 ? 0.03 : value;
};

const head: Field = (x, y, z) => {
  const size = 1 - 0.3 * Math.abs(z - 0.45);
  if (!inside(x, y, 0, 0, 0.66 * size, 0.82 * size)) return inside(x, y, 0, 0, 0.7 * size, 0.86 * size) ? 0.4 : 0.01;
  if (!inside(x, y, 0, 0, 0.6 * size, 0.76 * size)) return 0.95;
  if (inside(x, y, 0.1, -0.08, 0.06, 0.2) || inside(x, y, -0.1, -0.08, 0.06, 0.2)) return 0.44;
  if (Math.abs(x) < 0.012) return 0.55;
  return 0.48 + 0.03 * texture(x, y, 16);
};

const pelvis: Field = (x, y, z) => {
  if (!inside(x, y, 0, 0, 0.9, 0.68)) return 0.01;
  if (!inside(x, y, 0, 0, 0.82, 0.6)) return 0.8;
  if (inside(x, y, 0, -0.2, 0.24 * (1.1 - z), 0.16)) return 0.9;
  if (inside(x, y, 0, 0.1, 0.17, 0.14)) return 0.42 + 0.3 * texture(x, y, 30);
  if (inside(x, y, 0, 0.36, 0.1, 0.1)) return 0.25;
  if (inside(x, y, 0.56, 0, 0.17, 0.2) || inside(x, y, -0.56, 0, 0.17, 0.2)) return 0.66;
  return 0.26 + 0.1 * texture(x, y, 12);
};

/** How probably a place belongs to a lesion. */
const lesion: Field = (x, y, z) => {
  const share = 1.4 * blob(x, y, 0.24, -0.12 + 0.1 * z, 0.16) + 0.9 * blob(x, y, 0.36, -0.02, 0.1);
  return share < 0.15 ? 0 : share;
};

const breast: Field = (x, y) => {
  if (!inside(x, y, -1, 0, 1.35, 0.82)) return 0.01;
  return 0.3 + 0.35 * blob(x, y, -0.45, 0, 0.4) * texture(x, y, 16) + 0.15 * texture(x, y, 40);
};

const us: Field = (x, y) => {
  const r = Math.hypot(x, y + 1.1);
  const angle = Math.atan2(x, y + 1.1);
  if (r < 0.45 || r > 2 || Math.abs(angle) > 0.62) return 0;
  if (inside(x, y, -0.15, 0.15, 0.2, 0.14)) return 0.05;
  return (0.45 - 0.12 * r) * (0.5 + texture(x, y, 60));
};

const slide: Field = (x, y, z) => {
  const tissue = inside(x, y, 0, 0, 0.85, 0.7) && texture(x, y, 5 + 3 * z) > 0.3;
  return tissue ? (texture(x, y, 70) > 0.72 ? 0.35 : 0.75) : 0.96;
};

const bones: Field = (x, y) =>
  0.06 +
  0.6 * (blob(x, y, 0, -0.75, 0.14) + blob(x, y, 0, 0.25, 0.16)) +
  0.4 * Math.exp(-(x * x) / 0.004) * (Math.abs(y) < 0.5 ? 1 : 0) +
  0.3 * (blob(x * 1.3, y, 0.25, 0.7, 0.2) + blob(x * 1.3, y, -0.25, 0.7, 0.2));

const vessels: Field = (x, y, z) => {
  const curve = (shift: number, bend: number): number => Math.exp(-((x - shift - bend * Math.sin(2.4 * y + z)) ** 2) / 0.0015);
  return 0.72 + 0.1 * texture(x, y, 5) - 0.45 * Math.min(1, curve(0, 0.3) + curve(0.2, -0.25) + curve(-0.3, 0.15));
};

const screen: Field = (x, y) =>
  Math.abs(x) > 0.97 || Math.abs(y) > 0.97 ? 0.6 : inside(x, y, 0, 0.1, 0.6, 0.6) ? 0.2 + 0.4 * texture(x, y, 12) : 0.05;

/** Paper, a little yellowed. */
const label: Field = (x, y) => (Math.abs(x) > 0.98 || Math.abs(y) > 0.98 ? 0.7 : 0.93 + 0.02 * texture(x, y, 50));

/** Glass with the label on its left two fifths and tissue on the rest. */
const overview: Field = (x, y, z) => (x < LABEL_EDGE ? label((x + 1) * 2.5 - 1, y, z) : slide((x - 0.4) / 0.6, y, z));
/** Where the label ends, −1 … 1. */
export const LABEL_EDGE = -0.2;

/** The other side: the chest wall lies at the right edge. */
const rightBreast: Field = (x, y, z) => breast(-x, y, z);

const FIELDS: Record<string, Field> = {
  ct,
  head,
  mr,
  pelvis,
  pt,
  chest,
  hand,
  belly,
  breast,
  'breast right': rightBreast,
  us,
  slide,
  bones,
  vessels,
  screen,
  label,
  overview,
  lesion,
};

/** Brightness of all pixels of a slice, row by row. `level` picks one of eight slices. */
export function drawPhantom(name: string, rows: number, columns: number, level: number): Float32Array {
  const field = FIELDS[name];
  if (field === undefined) throw new RangeError(`no phantom ${name}`);
  const out = new Float32Array(rows * columns);
  for (let row = 0, at = 0; row < rows; row++) {
    const y = ((row + 0.5) / rows) * 2 - 1;
    for (let column = 0; column < columns; column++, at++) {
      out[at] = Math.min(1, Math.max(0, field(((column + 0.5) / columns) * 2 - 1, y, level / 7)));
    }
  }
  return out;
}
